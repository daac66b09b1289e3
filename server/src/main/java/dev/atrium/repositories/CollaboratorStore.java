// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.RepositoryRole;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The {@code repository_collaborator} table. */
final class CollaboratorStore {
  private CollaboratorStore() {}

  /** Gives the user the role, in place of any earlier one. */
  static void put(Handle handle, long repositoryId, long userId, RepositoryRole role) {
    handle
        .createUpdate(
            """
            INSERT INTO repository_collaborator (repository_id, user_id, permission)
            VALUES (:repository_id, :user_id, :permission)
            ON CONFLICT (repository_id, user_id) DO UPDATE SET permission = excluded.permission
            """)
        .bind("repository_id", repositoryId)
        .bind("user_id", userId)
        .bind("permission", role.permission())
        .execute();
  }

  /** Returns the permission that the user was given directly. */
  static Optional<String> permission(Handle handle, long repositoryId, long userId) {
    return handle
        .createQuery(
            "SELECT permission FROM repository_collaborator WHERE repository_id = :repository_id AND user_id = :user_id")
        .bind("repository_id", repositoryId)
        .bind("user_id", userId)
        .mapTo(String.class)
        .findOne();
  }

  static void remove(Handle handle, long repositoryId, long userId) {
    handle
        .createUpdate(
            "DELETE FROM repository_collaborator WHERE repository_id = :repository_id AND user_id = :user_id")
        .bind("repository_id", repositoryId)
        .bind("user_id", userId)
        .execute();
  }

  /** Returns the ids of the users who were added directly. */
  static Set<Long> direct(Handle handle, long repositoryId) {
    return handle
        .createQuery("SELECT user_id FROM repository_collaborator WHERE repository_id = :id")
        .bind("id", repositoryId)
        .mapTo(Long.class)
        .set();
  }

  /** Returns the ids of an organization's members. */
  static Set<Long> members(Handle handle, long organizationId) {
    return handle
        .createQuery("SELECT user_id FROM membership WHERE org_id = :id")
        .bind("id", organizationId)
        .mapTo(Long.class)
        .set();
  }

  /** Ends a user's direct access to all repositories of an owner. */
  static void removeFromAllOf(Handle handle, long ownerId, long userId) {
    handle
        .createUpdate(
            """
            DELETE FROM repository_collaborator WHERE user_id = :user_id
              AND repository_id IN (SELECT id FROM repository WHERE owner_id = :owner_id)
            """)
        .bind("owner_id", ownerId)
        .bind("user_id", userId)
        .execute();
  }
}
