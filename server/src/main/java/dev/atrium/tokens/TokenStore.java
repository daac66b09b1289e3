// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import dev.atrium.access.TokenKind;
import dev.atrium.db.Ids;
import dev.atrium.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The {@code token} and {@code token_repository} tables. */
final class TokenStore {
  private static final String COLUMNS =
      """
      token.id, token.kind, token.account_id, token.last_eight, token.note, token.scopes, token.resource_owner_id,
      token.repository_selection, token.permissions, token.created_at, token.expires_at, token.last_used_at,
      coalesce(token.app_id, 0) AS app_id, coalesce(app.coding_agent, FALSE) AS coding_agent,
      (SELECT string_agg(CAST(repository_id AS TEXT), ',') FROM token_repository
        WHERE token_repository.token_id = token.id) AS repository_ids
      """;
  private static final String SELECT =
      "SELECT " + COLUMNS + " FROM token LEFT JOIN app ON app.id = token.app_id ";

  private static final RowMapper<Token> TOKEN =
      (row, context) ->
          new Token(
              row.getLong("id"),
              TokenKind.valueOf(row.getString("kind")),
              row.getLong("account_id"),
              row.getString("last_eight"),
              row.getString("note"),
              row.getString("scopes").isEmpty()
                  ? List.of()
                  : List.of(row.getString("scopes").split(" ")),
              nullable(row, "resource_owner_id"),
              row.getString("repository_selection"),
              Ids.read(row.getString("repository_ids")),
              permissions(row.getString("permissions")),
              row.getLong("created_at"),
              nullable(row, "expires_at"),
              nullable(row, "last_used_at"),
              row.getLong("app_id"),
              row.getBoolean("coding_agent"));

  private TokenStore() {}

  static Optional<Token> byDigest(Handle handle, String digest) {
    return handle
        .createQuery(SELECT + "WHERE token.digest = :digest")
        .bind("digest", digest)
        .map(TOKEN)
        .findOne();
  }

  static Optional<Token> byId(Handle handle, long id) {
    return handle.createQuery(SELECT + "WHERE token.id = :id").bind("id", id).map(TOKEN).findOne();
  }

  static List<Token> ofAccount(Handle handle, long accountId) {
    return handle
        .createQuery(SELECT + "WHERE token.account_id = :id ORDER BY token.id")
        .bind("id", accountId)
        .map(TOKEN)
        .list();
  }

  /** Returns the fine-grained and app tokens that reach the organization's resources. */
  static List<Token> ofResourceOwner(Handle handle, long ownerId) {
    return handle
        .createQuery(SELECT + "WHERE token.resource_owner_id = :id ORDER BY token.id")
        .bind("id", ownerId)
        .map(TOKEN)
        .list();
  }

  /** Deletes the tokens of an installation; returns how many there were. */
  static int deleteOfInstallation(Handle handle, long installationId) {
    return handle
        .createUpdate("DELETE FROM token WHERE installation_id = :id")
        .bind("id", installationId)
        .execute();
  }

  static Token insert(Handle handle, NewToken token, String text, long now) {
    long id =
        handle
            .createQuery(
                """
                INSERT INTO token (kind, account_id, digest, last_eight, note, scopes, resource_owner_id,
                  repository_selection, permissions, created_at, expires_at, app_id, installation_id)
                VALUES (:kind, :account_id, :digest, :last_eight, :note, :scopes, :resource_owner_id,
                  :selection, :permissions, :now, :expires_at, :app_id, :installation_id)
                RETURNING id
                """)
            .bind("kind", token.kind().name())
            .bind("account_id", token.accountId())
            .bind("digest", TokenText.digest(text))
            .bind("last_eight", text.substring(Math.max(0, text.length() - 8)))
            .bind("note", token.note())
            .bind("scopes", String.join(" ", token.scopes()))
            .bind("resource_owner_id", token.resourceOwnerId())
            .bind("selection", token.repositorySelection())
            .bind("permissions", Json.writeText(token.permissions()))
            .bind("now", now)
            .bind("expires_at", token.expiresAt())
            .bind("app_id", token.appId())
            .bind("installation_id", token.installationId())
            .mapTo(Long.class)
            .one();
    for (List<Long> ids : Ids.in(token.repositoryIds())) {
      handle
          .createUpdate(
              """
              INSERT INTO token_repository (token_id, repository_id)
              SELECT :token_id, id FROM repository WHERE id IN (<ids>)
              """)
          .bind("token_id", id)
          .bindList("ids", ids)
          .execute();
    }
    return byDigest(handle, TokenText.digest(text)).orElseThrow();
  }

  /** Deletes tokens and returns the ids of those that were there. */
  static Set<Long> delete(Handle handle, List<Long> ids) {
    Set<Long> deleted = new HashSet<>();
    for (List<Long> part : Ids.in(ids)) {
      deleted.addAll(
          handle
              .createQuery("DELETE FROM token WHERE id IN (<ids>) RETURNING id")
              .bindList("ids", part)
              .mapTo(Long.class)
              .list());
    }
    return deleted;
  }

  /** Notes when tokens were used last, by their ids; of one that is gone, nothing. */
  static void used(Handle handle, SortedMap<Long, Long> times) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            UPDATE token SET last_used_at = :time
            WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :time)
            """);
    times.forEach((id, time) -> batch.bind("id", id).bind("time", time).add());
    batch.execute();
  }

  private static @Nullable Long nullable(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static Map<String, String> permissions(String json) {
    Map<String, String> permissions = new TreeMap<>();
    Json.read(json)
        .properties()
        .forEach(entry -> permissions.put(entry.getKey(), entry.getValue().textValue()));
    return permissions;
  }

  /**
   * Locks a token's row until the transaction ends, after any revocation under way; returns false
   * if the token is gone.
   */
  static boolean hold(Handle handle, long id) {
    return handle
            .createUpdate("UPDATE token SET note = note WHERE id = :id")
            .bind("id", id)
            .execute()
        == 1;
  }
}
