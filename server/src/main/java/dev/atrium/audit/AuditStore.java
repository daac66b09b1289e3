// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.access.VisibleEntries;
import dev.atrium.db.Ids;
import dev.atrium.db.Origin;
import dev.atrium.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The {@code audit_entry} table: entries are appended, read, and removed at the end of their
 * retention.
 */
final class AuditStore {
  private static final String COLUMNS =
      """
      id, created_at, action, operation_type, owner_id, owner, organization, actor_id, actor, token_id, token_tail,
      token_kind, address, request_id, operation, user_id, user_login, team_id, team, repository_id, repository,
      repository_public, space_id, space_number, space_name, data
      """;

  private static final String INSERT =
      """
      INSERT INTO audit_entry (created_at, action, operation_type, owner_id, owner, organization,
        actor_id, actor, token_id, token_tail, token_kind, address, request_id, operation,
        user_id, user_login, team_id, team, repository_id, repository, repository_public,
        space_id, space_number, space_name, data)
      """;

  /** One row of a statement that writes many events; {@code $} stands for its position. */
  private static final String ROW =
      """
      ($, CAST(:action_$ AS TEXT), CAST(:operation_type_$ AS TEXT), CAST(:owner_id_$ AS BIGINT), \
      CAST(:user_id_$ AS BIGINT), CAST(:team_id_$ AS BIGINT), CAST(:repository_id_$ AS BIGINT), \
      CAST(:space_id_$ AS BIGINT), CAST(:data_$ AS TEXT))\
      """;

  /**
   * Selects the log of the whole site without the names of spaces and of users' private
   * repositories, and without the data of entries about such repositories. Site admins may not read
   * these; since they are removed here, they cannot be searched for either.
   */
  private static final String OF_SITE =
      "(SELECT "
          + COLUMNS
              .replace(
                  " repository,",
                  " CASE WHEN organization OR repository_public THEN repository END AS repository,")
              .replace("space_name", "CAST(NULL AS TEXT) AS space_name")
              .replace(
                  " data",
                  " CASE WHEN organization OR repository_public OR repository_id IS NULL THEN data ELSE '{}' END AS data")
          + " FROM audit_entry) audit_entry";

  private static final RowMapper<AuditEntry> ENTRY =
      (row, context) ->
          new AuditEntry(
              row.getLong("id"),
              row.getLong("created_at"),
              row.getString("action"),
              row.getString("operation_type"),
              number(row, "owner_id"),
              row.getString("owner"),
              row.getBoolean("organization"),
              number(row, "actor_id"),
              row.getString("actor"),
              number(row, "token_id"),
              row.getString("token_tail"),
              row.getString("token_kind"),
              row.getString("address"),
              row.getString("request_id"),
              row.getString("operation"),
              number(row, "user_id"),
              row.getString("user_login"),
              number(row, "team_id"),
              row.getString("team"),
              number(row, "repository_id"),
              row.getString("repository"),
              truth(row, "repository_public"),
              number(row, "space_id"),
              number(row, "space_number"),
              row.getString("space_name"),
              row.getString("data"));

  private AuditStore() {}

  /** Appends an entry, with the names that its ids have now. */
  static void append(Handle handle, long at, Origin origin, AuditEvent event) {
    Update update =
        handle.createUpdate(
            INSERT
                + """
                VALUES (:at, :action, :operation_type, %s,
                  :actor_id, :actor, :token_id, :token_tail, :token_kind, :address, :request_id, :operation,
                  %s, :data)
                """
                    .formatted(EntryNames.owner(event), EntryNames.targets(event)));
    bind(update, event, "");
    bind(update, at, origin).execute();
  }

  /**
   * Appends entries with the same ids set, in their order; takes no more than fit in one statement.
   */
  static void append(Handle handle, long at, Origin origin, List<AuditEvent> events) {
    List<AuditEvent> padded = Ids.padded(events);
    AuditEvent first = events.getFirst();
    Update update =
        handle.createUpdate(
            """
            WITH event (position, action, operation_type, owner_id, user_id, team_id, repository_id, space_id, data)
            AS (VALUES %s)
            %s
            SELECT :at, event.action, event.operation_type, %s,
              CAST(:actor_id AS BIGINT), CAST(:actor AS TEXT), CAST(:token_id AS BIGINT), :token_tail, :token_kind,
              :address, :request_id, :operation, %s, event.data
            FROM event WHERE event.position < :adding ORDER BY event.position
            """
                .formatted(
                    IntStream.range(0, padded.size())
                        .mapToObj(row -> ROW.replace("$", Integer.toString(row)))
                        .collect(Collectors.joining(", ")),
                    INSERT,
                    EntryNames.ofColumns(EntryNames.owner(first), "event"),
                    EntryNames.ofColumns(EntryNames.targets(first), "event")));
    for (int row = 0; row < padded.size(); row++) {
      bind(update, padded.get(row), "_" + row);
    }
    bind(update, at, origin).bind("adding", events.size()).execute();
  }

  private static Update bind(Update update, long at, Origin origin) {
    return update
        .bind("at", at)
        .bind("actor_id", origin.actorId())
        .bind("actor", origin.actor())
        .bind("token_id", origin.tokenId())
        .bind("token_tail", origin.tokenTail())
        .bind("token_kind", origin.tokenKind())
        .bind("address", origin.address())
        .bind("request_id", origin.requestId())
        .bind("operation", origin.operation());
  }

  private static void bind(Update update, AuditEvent event, String row) {
    update
        .bind("action" + row, event.action().wire())
        .bind("operation_type" + row, event.action().kind())
        .bind("owner_id" + row, event.ownerId())
        .bind("user_id" + row, event.userId())
        .bind("team_id" + row, event.teamId())
        .bind("repository_id" + row, event.repositoryId())
        .bind("space_id" + row, event.spaceId())
        .bind("data" + row, Json.writeText(event.data()));
  }

  /**
   * Returns entries in the order of time, from the query's place on.
   *
   * @param ownerId the owner of the log; null for the log of the whole site
   * @param visible the entries that the caller may see
   */
  static List<AuditEntry> list(
      Handle handle, @Nullable Long ownerId, VisibleEntries visible, AuditQuery query, int limit) {
    String order = query.descending() ? "DESC" : "ASC";
    Query statement =
        handle
            .createQuery(
                """
                %s SELECT %s FROM %s WHERE %s AND %s AND %s
                ORDER BY created_at %s, id %s LIMIT :limit OFFSET :offset
                """
                    .formatted(
                        visible.with(),
                        COLUMNS,
                        ownerId == null ? OF_SITE : "audit_entry",
                        ownerId == null ? "TRUE" : "owner_id = :owner_id",
                        query.condition(),
                        visible.condition(),
                        order,
                        order))
            .bind("limit", limit)
            .bind("offset", query.offset());
    if (ownerId != null) {
      statement.bind("owner_id", ownerId);
    }
    query.bind(statement);
    visible.bind(statement);
    return statement.map(ENTRY).list();
  }

  /** Moves the retention mark, forward only. Only entries before the mark may be removed. */
  static void keepSince(Handle handle, long at) {
    handle
        .createUpdate("UPDATE audit_retention SET kept_since = :at WHERE kept_since < :at")
        .bind("at", at)
        .execute();
  }

  /**
   * Removes entries older than the time, at most the given number of them.
   *
   * @return how many were removed
   */
  static int removeBefore(Handle handle, long at, int most) {
    return handle
        .createUpdate(
            """
            DELETE FROM audit_entry WHERE id IN (
              SELECT id FROM audit_entry WHERE created_at < :at ORDER BY created_at, id LIMIT :most)
            """)
        .bind("at", at)
        .bind("most", most)
        .execute();
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Boolean truth(ResultSet row, String column) throws SQLException {
    boolean value = row.getBoolean(column);
    return row.wasNull() ? null : value;
  }
}
