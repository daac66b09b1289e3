// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.db.Ids;
import dev.atrium.db.Listing;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The {@code team} table. */
final class TeamStore {
  private static final String SELECT =
      """
      SELECT team.id, team.org_id, account.login AS org_login, team.parent_id, team.slug, team.name, team.description,
        team.privacy, team.notification_setting, team.permission, team.created_at, team.updated_at
      FROM team JOIN account ON account.id = team.org_id
      """;

  /** Selects each of the teams {@code <ids>} as a root, with itself and all teams below it. */
  private static final String BELOW =
      """
      WITH RECURSIVE below (root, id) AS (
        SELECT id, id FROM team WHERE id IN (<ids>)
        UNION
        SELECT below.root, team.id FROM team JOIN below ON team.parent_id = below.id
      )
      """;

  private static final RowMapper<Team> TEAM =
      (row, context) ->
          new Team(
              row.getLong("id"),
              row.getLong("org_id"),
              row.getString("org_login"),
              row.getObject("parent_id") == null ? null : row.getLong("parent_id"),
              row.getString("slug"),
              row.getString("name"),
              row.getString("description"),
              row.getString("privacy"),
              row.getString("notification_setting"),
              row.getString("permission"),
              row.getLong("created_at"),
              row.getLong("updated_at"));

  private TeamStore() {}

  static Optional<Team> byId(Handle handle, long id) {
    return handle.createQuery(SELECT + "WHERE team.id = :id").bind("id", id).map(TEAM).findOne();
  }

  static Optional<Team> bySlug(Handle handle, long organizationId, String slug) {
    return handle
        .createQuery(SELECT + "WHERE team.org_id = :org_id AND team.slug = :slug")
        .bind("org_id", organizationId)
        .bind("slug", slug.toLowerCase(Locale.ROOT))
        .map(TEAM)
        .findOne();
  }

  static Map<Long, Team> byIds(Handle handle, Collection<Long> ids) {
    return ids.isEmpty()
        ? Map.of()
        : handle
            .createQuery(SELECT + "WHERE team.id IN (<ids>)")
            .bindList("ids", Ids.padded(List.copyOf(ids)))
            .map(TEAM)
            .stream()
            .collect(Collectors.toMap(Team::id, Function.identity()));
  }

  /**
   * Returns a page of an organization's teams, oldest first.
   *
   * @param all whether to include secret teams that the user is not in
   */
  static Paged<Team> visible(
      Handle handle, long organizationId, long userId, boolean all, Page page) {
    return list(
        handle,
        SELECT
            + """
            WHERE team.org_id = :org_id AND (:all OR team.privacy = 'closed'
              OR team.id IN (SELECT team_id FROM team_member WHERE user_id = :user_id))
            """,
        Map.of("org_id", organizationId, "user_id", userId, "all", all),
        page);
  }

  /**
   * Returns a page of the teams that the user was put into, oldest first.
   *
   * @param only the id of the only organization wanted; 0 for all
   */
  static Paged<Team> ofUser(Handle handle, long userId, long only, Page page) {
    return list(
        handle,
        SELECT
            + """
            JOIN team_member ON team_member.team_id = team.id AND team_member.user_id = :user_id
            WHERE :only = 0 OR team.org_id = :only
            """,
        Map.of("user_id", userId, "only", only),
        page);
  }

  private static Paged<Team> list(Handle handle, String sql, Map<String, Object> binds, Page page) {
    Listing all = new Listing(sql, "team.id", binds);
    return page.read(all.rows(handle, TEAM, page.limit(), page.offset()), () -> all.count(handle));
  }

  /** Inserts a team and returns its id; empty if the slug is taken. */
  static Optional<Long> insert(Handle handle, Team team) {
    return handle
        .createQuery(
            """
            INSERT INTO team (org_id, parent_id, slug, name, description, privacy, notification_setting, permission,
              created_at, updated_at)
            VALUES (:org_id, :parent_id, :slug, :name, :description, :privacy, :notification, :permission,
              :created_at, :updated_at)
            ON CONFLICT (org_id, slug) DO NOTHING
            RETURNING id
            """)
        .bind("org_id", team.organizationId())
        .bind("parent_id", team.parentId())
        .bind("slug", team.slug())
        .bind("name", team.name())
        .bind("description", team.description())
        .bind("privacy", team.privacy())
        .bind("notification", team.notificationSetting())
        .bind("permission", team.permission())
        .bind("created_at", team.createdAt())
        .bind("updated_at", team.updatedAt())
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * Writes all fields that can change; returns false and changes nothing if another team has the
   * slug.
   */
  static boolean update(Handle handle, Team team) {
    return handle
            .createUpdate(
                """
                UPDATE team SET parent_id = :parent_id, slug = :slug, name = :name, description = :description,
                  privacy = :privacy, notification_setting = :notification, permission = :permission,
                  updated_at = :updated_at
                WHERE id = :id AND NOT EXISTS (
                  SELECT 1 FROM team other WHERE other.org_id = :org_id AND other.slug = :slug AND other.id <> :id)
                """)
            .bind("id", team.id())
            .bind("org_id", team.organizationId())
            .bind("parent_id", team.parentId())
            .bind("slug", team.slug())
            .bind("name", team.name())
            .bind("description", team.description())
            .bind("privacy", team.privacy())
            .bind("notification", team.notificationSetting())
            .bind("permission", team.permission())
            .bind("updated_at", team.updatedAt())
            .execute()
        == 1;
  }

  static void delete(Handle handle, Collection<Long> ids) {
    for (List<Long> part : Ids.in(ids)) {
      handle.createUpdate("DELETE FROM team WHERE id IN (<ids>)").bindList("ids", part).execute();
    }
  }

  /** Returns the ids of the team and of all teams below it. */
  static List<Long> withAllBelow(Handle handle, long id) {
    return handle
        .createQuery(BELOW + "SELECT id FROM below")
        .bindList("ids", List.of(id))
        .mapTo(Long.class)
        .list();
  }

  /** Returns the number of people in each team or below it; teams without people are absent. */
  static Map<Long, Long> memberCounts(Handle handle, Collection<Long> ids) {
    return counts(
        handle,
        BELOW
            + """
            SELECT below.root, count(DISTINCT team_member.user_id) AS how_many
            FROM below JOIN team_member ON team_member.team_id = below.id GROUP BY below.root
            """,
        ids);
  }

  /** Gives the team access to repositories of its organization, or changes its permission. */
  static void addRepositories(
      Handle handle, long teamId, Collection<Long> repositoryIds, String permission) {
    for (List<Long> ids : Ids.in(repositoryIds)) {
      handle
          .createUpdate(
              """
              INSERT INTO team_repository (team_id, repository_id, permission)
              SELECT :team_id, id, :permission FROM repository WHERE id IN (<ids>)
              ON CONFLICT (team_id, repository_id) DO UPDATE SET permission = excluded.permission
              """)
          .bind("team_id", teamId)
          .bind("permission", permission)
          .bindList("ids", ids)
          .execute();
    }
  }

  /** Returns the ids of those of an organization's repositories that exist, by their keys. */
  static Map<String, Long> repositories(
      Handle handle, long organizationId, Collection<String> nameKeys) {
    Map<String, Long> found = new HashMap<>();
    for (List<String> keys : Ids.keys(nameKeys)) {
      handle
          .createQuery(
              "SELECT name_key, id FROM repository WHERE owner_id = :owner_id AND name_key IN (<keys>)")
          .bind("owner_id", organizationId)
          .bindList("keys", keys)
          .map((row, context) -> Map.entry(row.getString("name_key"), row.getLong("id")))
          .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    }
    return found;
  }

  private static Map<Long, Long> counts(Handle handle, String sql, Collection<Long> ids) {
    return ids.isEmpty()
        ? Map.of()
        : handle
            .createQuery(sql)
            .bindList("ids", List.copyOf(ids))
            .map((row, context) -> Map.entry(row.getLong("root"), row.getLong("how_many")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
