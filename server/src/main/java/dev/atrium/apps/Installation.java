// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An app installed on an account.
 *
 * @param repositorySelection all or selected
 * @param repositoryIds the selected repositories
 * @param permissions name to level
 * @param createdAt seconds since 1970
 * @param suspendedAt null if it is not suspended
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

  boolean reaches(long repositoryId) {
    return allRepositories() || repositoryIds.contains(repositoryId);
  }

  boolean allRepositories() {
    return repositorySelection.equals("all");
  }

  /**
   * Tells whether this installation allows all that another one does. If so, tokens made under the
   * other one may stay.
   */
  boolean covers(Installation other) {
    return PermissionLevels.cover(permissions, other.permissions)
        && (allRepositories()
            || (!other.allRepositories() && repositoryIds.containsAll(other.repositoryIds)));
  }
}
