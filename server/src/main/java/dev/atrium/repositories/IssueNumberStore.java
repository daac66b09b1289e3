// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The {@code next_issue_number} column of the {@code repository} table. */
final class IssueNumberStore {
  private IssueNumberStore() {}

  static Optional<Long> next(Handle handle, long repositoryId) {
    return handle
        .createQuery(
            """
            UPDATE repository SET next_issue_number = next_issue_number + 1, version = version + 1 WHERE id = :id
            RETURNING next_issue_number - 1 AS number
            """)
        .bind("id", repositoryId)
        .mapTo(Long.class)
        .findOne();
  }

  static void takeVersion(Handle handle, long repositoryId) {
    handle
        .createUpdate("UPDATE repository SET version = version + 1 WHERE id = :id")
        .bind("id", repositoryId)
        .execute();
  }

  static void lock(Handle handle, long repositoryId) {
    handle
        .createUpdate("UPDATE repository SET next_issue_number = next_issue_number WHERE id = :id")
        .bind("id", repositoryId)
        .execute();
  }
}
