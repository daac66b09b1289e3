// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import dev.atrium.db.Ids;
import dev.atrium.http.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The tables of installations. */
final class InstallationStore {
  /** Leaves out repositories that were transferred to another owner. */
  private static final String SELECT =
      """
      SELECT id, app_id, account_id, repository_selection, permissions, created_at, updated_at, suspended_at,
        (SELECT string_agg(CAST(repository.id AS TEXT), ',')
          FROM installation_repository
          JOIN repository ON repository.id = installation_repository.repository_id
          WHERE installation_repository.installation_id = installation.id
            AND repository.owner_id = installation.account_id) AS repository_ids
      FROM installation
      """;

  private static final RowMapper<Installation> INSTALLATION =
      (row, context) -> {
        long suspended = row.getLong("suspended_at");
        Long suspendedAt = row.wasNull() ? null : (Long) suspended;
        return new Installation(
            row.getLong("id"),
            row.getLong("app_id"),
            row.getLong("account_id"),
            row.getString("repository_selection"),
            Ids.read(row.getString("repository_ids")),
            AppStore.levels(row.getString("permissions")),
            row.getLong("created_at"),
            row.getLong("updated_at"),
            suspendedAt);
      };

  private InstallationStore() {}

  static Optional<Installation> byId(Handle handle, long id) {
    return handle.createQuery(SELECT + "WHERE id = :id").bind("id", id).map(INSTALLATION).findOne();
  }

  static Optional<Installation> on(Handle handle, long appId, long accountId) {
    return handle
        .createQuery(SELECT + "WHERE app_id = :app_id AND account_id = :account_id")
        .bind("app_id", appId)
        .bind("account_id", accountId)
        .map(INSTALLATION)
        .findOne();
  }

  static List<Installation> ofApp(Handle handle, long appId) {
    return handle
        .createQuery(SELECT + "WHERE app_id = :app_id ORDER BY id")
        .bind("app_id", appId)
        .map(INSTALLATION)
        .list();
  }

  static List<Installation> ofAccount(Handle handle, long accountId) {
    return handle
        .createQuery(SELECT + "WHERE account_id = :account_id ORDER BY id")
        .bind("account_id", accountId)
        .map(INSTALLATION)
        .list();
  }

  static long count(Handle handle, long appId) {
    return handle
        .createQuery("SELECT count(*) FROM installation WHERE app_id = :app_id")
        .bind("app_id", appId)
        .mapTo(Long.class)
        .one();
  }

  /** Inserts an installation, or updates the one that the app has on the account. */
  static long save(Handle handle, Installation installation) {
    long id =
        handle
            .createQuery(
                """
                INSERT INTO installation (app_id, account_id, repository_selection, permissions, created_at, updated_at)
                VALUES (:app_id, :account_id, :selection, :permissions, :now, :now)
                ON CONFLICT (app_id, account_id) DO UPDATE SET repository_selection = excluded.repository_selection,
                  permissions = excluded.permissions, updated_at = excluded.updated_at
                RETURNING id
                """)
            .bind("app_id", installation.appId())
            .bind("account_id", installation.accountId())
            .bind("selection", installation.repositorySelection())
            .bind("permissions", Json.writeText(installation.permissions()))
            .bind("now", installation.updatedAt())
            .mapTo(Long.class)
            .one();
    handle
        .createUpdate("DELETE FROM installation_repository WHERE installation_id = :id")
        .bind("id", id)
        .execute();
    for (List<Long> ids : Ids.in(installation.repositoryIds())) {
      handle
          .createUpdate(
              """
              INSERT INTO installation_repository (installation_id, repository_id)
              SELECT :id, id FROM repository WHERE id IN (<ids>)
              """)
          .bind("id", id)
          .bindList("ids", ids)
          .execute();
    }
    return id;
  }

  static void setPermissions(Handle handle, long id, Map<String, String> permissions, long now) {
    handle
        .createUpdate(
            "UPDATE installation SET permissions = :permissions, updated_at = :now WHERE id = :id")
        .bind("permissions", Json.writeText(permissions))
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  /** Locks an installation's row until the transaction ends, after any change of it under way. */
  static void hold(Handle handle, long id) {
    handle
        .createUpdate("UPDATE installation SET suspended_at = suspended_at WHERE id = :id")
        .bind("id", id)
        .execute();
  }

  static void suspend(Handle handle, long id, @Nullable Long at) {
    handle
        .createUpdate("UPDATE installation SET suspended_at = :at WHERE id = :id")
        .bind("id", id)
        .bind("at", at)
        .execute();
  }

  static boolean delete(Handle handle, long id) {
    return handle.createUpdate("DELETE FROM installation WHERE id = :id").bind("id", id).execute()
        == 1;
  }

  /** Returns the ids of those of the account's repositories that have one of the names. */
  static List<Long> named(Handle handle, long accountId, Collection<String> nameKeys) {
    List<Long> named = new ArrayList<>();
    for (List<String> keys : Ids.keys(nameKeys)) {
      named.addAll(
          handle
              .createQuery(
                  "SELECT id FROM repository WHERE owner_id = :owner_id AND name_key IN (<keys>)")
              .bind("owner_id", accountId)
              .bindList("keys", keys)
              .mapTo(Long.class)
              .list());
    }
    return named;
  }
}
