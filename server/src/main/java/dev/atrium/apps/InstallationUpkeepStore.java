// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of what becomes of installations when accounts and repositories change. */
final class InstallationUpkeepStore {
  private InstallationUpkeepStore() {}

  /** Takes a repository away from all installations that were given it. */
  static void removeRepository(Handle handle, long repositoryId) {
    handle
        .createUpdate("DELETE FROM installation_repository WHERE repository_id = :id")
        .bind("id", repositoryId)
        .execute();
  }

  /** Returns the installations of an account's apps on other accounts. */
  static List<Elsewhere> elsewhere(Handle handle, long ownerId) {
    return handle
        .createQuery(
            """
            SELECT installation.id, installation.app_id, installation.account_id
            FROM installation JOIN app ON app.id = installation.app_id
            WHERE app.owner_id = :id AND installation.account_id <> :id ORDER BY installation.id
            """)
        .bind("id", ownerId)
        .map((row, context) ->
            new Elsewhere(row.getLong("id"), row.getLong("app_id"), row.getLong("account_id")))
        .list();
  }

  /** An app on an account that is not its owner's. */
  record Elsewhere(long id, long appId, long accountId) {}
}
