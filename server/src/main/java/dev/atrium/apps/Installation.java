// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An app on an account.
 *
 * @param repositorySelection all or selected
 * @param repositoryIds those selected
 * @param permissions name to level
 * @param createdAt seconds since 1970
 * @param suspendedAt null while it is not
 */
public record Installation(
    long id,
    long appId,
    long accountId,
    String repositorySelection,
    List<Long> repositoryIds,
    Map<String, String> permissions,
    long createdAt,
    long updatedAt,
    @Nullable Long suspendedAt) {

  public Installation {
    repositoryIds = List.copyOf(repositoryIds);
    permissions = Map.copyOf(permissions);
  }

  boolean allRepositories() {
    return repositorySelection.equals("all");
  }

  /** Whether it lets all through that the other one does: tokens made under that one may stay. */
  boolean covers(Installation other) {
    return Levels.cover(permissions, other.permissions)
        && (allRepositories()
            || (!other.allRepositories() && repositoryIds.containsAll(other.repositoryIds)));
  }
}
