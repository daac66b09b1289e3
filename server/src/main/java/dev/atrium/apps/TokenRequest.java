// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import dev.atrium.error.ApiException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The request for an installation's token, which may be limited to a part of the installation.
 *
 * @param names names of repositories, without their owner
 * @param ids ids of further repositories
 * @param permissions empty for all
 */
record TokenRequest(List<String> names, List<Long> ids, Map<String, String> permissions) {

  TokenRequest {
    names = List.copyOf(names);
    ids = List.copyOf(ids);
    permissions = Map.copyOf(permissions);
  }

  /** Tells whether the token is limited to some repositories. */
  boolean repositories() {
    return !names.isEmpty() || !ids.isEmpty();
  }

  /**
   * Returns the ids of all repositories that are named.
   *
   * @throws ApiException 422 if the account does not have a repository of that name
   */
  List<Long> ids(Handle handle, long accountId) {
    Set<String> keys =
        names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    List<Long> named = InstallationStore.named(handle, accountId, keys);
    if (named.size() != keys.size()) {
      throw unreachable();
    }
    Set<Long> all = new LinkedHashSet<>(ids);
    all.addAll(named);
    return List.copyOf(all);
  }

  /**
   * Returns one error for both cases: the repository does not exist, or the installation does not
   * reach it.
   */
  static ApiException unreachable() {
    return ApiException.unprocessable(
        "There is at least one repository that does not exist or is not accessible to the parent installation.");
  }
}
