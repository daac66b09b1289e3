// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import org.jdbi.v3.core.Handle;

/** The update of a repository's row that changes its owner. */
final class TransferStore {
  private TransferStore() {}

  /**
   * Moves the row; returns false and changes nothing if the new owner already has a repository with
   * the name.
   */
  static boolean move(Handle handle, long id, long ownerId, String name, long now) {
    return handle
            .createUpdate(
                """
                UPDATE repository SET owner_id = :owner_id, name = :name, name_key = :key, updated_at = :now
                WHERE id = :id AND NOT EXISTS (SELECT 1 FROM repository other
                  WHERE other.owner_id = :owner_id AND other.name_key = :key)
                """)
            .bind("id", id)
            .bind("owner_id", ownerId)
            .bind("name", name)
            .bind("key", RepositoryStore.key(name))
            .bind("now", now)
            .execute()
        == 1;
  }
}
