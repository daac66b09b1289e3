// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The part of an installation that a token is asked for.
 *
 * @param names of repositories, without their owner
 * @param permissions empty for all
 */
record Narrowing(List<String> names, List<Long> ids, Map<String, String> permissions) {

  Narrowing {
    names = List.copyOf(names);
    ids = List.copyOf(ids);
    permissions = Map.copyOf(permissions);
  }

  /** Whether the token is to have less than all repositories. */
  boolean repositories() {
    return !names.isEmpty() || !ids.isEmpty();
  }

  /**
   * The ids of all that are named.
   *
   * @throws ApiException 422 for a name that the account has not
   */
  List<Long> ids(Handle handle, long accountId) {
    Set<Long> all = new LinkedHashSet<>(ids);
    for (String name : names) {
      all.add(
          InstallationStore.named(handle, accountId, name.toLowerCase(Locale.ROOT))
              .orElseThrow(Narrowing::unreachable));
    }
    return List.copyOf(all);
  }

  /** The same for what is not there and for what the installation does not reach. */
  static ApiException unreachable() {
    return ApiException.invalid(
        FieldError.invalid(
            "Installation",
            "repositories",
            "There is at least one repository that does not exist or is not accessible to the parent installation."));
  }
}
