// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.db.Ids;
import dev.atrium.db.Listing;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The {@code team_member} table. */
final class TeamMemberStore {
  /** Selects the members of the team and of all teams below it, with one row per person. */
  private static final String SELECT =
      """
      WITH RECURSIVE below (id) AS (
        SELECT id FROM team WHERE id = :team_id
        UNION
        SELECT team.id FROM team JOIN below ON team.parent_id = below.id
      ), person (user_id, direct, maintains) AS (
        SELECT team_member.user_id,
          MAX(CASE WHEN team_member.team_id = :team_id THEN 1 ELSE 0 END),
          MAX(CASE WHEN membership.role = 'admin'
            OR (team_member.team_id = :team_id AND team_member.role = 'maintainer') THEN 1 ELSE 0 END)
        FROM team_member
        JOIN below ON below.id = team_member.team_id
        JOIN team ON team.id = team_member.team_id
        JOIN membership ON membership.org_id = team.org_id AND membership.user_id = team_member.user_id
        GROUP BY team_member.user_id
      )
      SELECT person.direct, person.maintains, %s
      FROM person JOIN account ON account.id = person.user_id
      """
          .formatted(AccountStore.COLUMNS);

  private static final RowMapper<TeamMember> TEAM_MEMBER =
      (row, context) ->
          new TeamMember(
              AccountStore.ACCOUNT.map(row, context),
              row.getInt("maintains") == 1,
              row.getInt("direct") == 0);

  private TeamMemberStore() {}

  /** Returns the role that the user was given in this very team; empty for inherited members. */
  static Optional<String> role(Handle handle, long teamId, long userId) {
    return handle
        .createQuery("SELECT role FROM team_member WHERE team_id = :team_id AND user_id = :user_id")
        .bind("team_id", teamId)
        .bind("user_id", userId)
        .mapTo(String.class)
        .findOne();
  }

  static Optional<TeamMember> find(Handle handle, long teamId, long userId) {
    return handle
        .createQuery(SELECT + "WHERE account.id = :user_id")
        .bind("team_id", teamId)
        .bind("user_id", userId)
        .map(TEAM_MEMBER)
        .findOne();
  }

  /**
   * Returns a page of the members, oldest account first.
   *
   * @param role {@code all}, or the only role wanted
   */
  static Paged<TeamMember> list(Handle handle, long teamId, String role, Page page) {
    Listing all =
        new Listing(
            SELECT
                + """
                WHERE :role = 'all' OR person.maintains = CASE WHEN :role = 'maintainer' THEN 1 ELSE 0 END
                """,
            "account.id",
            Map.of("team_id", teamId, "role", role));
    return page.read(
        all.rows(handle, TEAM_MEMBER, page.limit(), page.offset()), () -> all.count(handle));
  }

  static void put(Handle handle, long teamId, long userId, String role) {
    handle
        .createUpdate(
            """
            INSERT INTO team_member (team_id, user_id, role) VALUES (:team_id, :user_id, :role)
            ON CONFLICT (team_id, user_id) DO UPDATE SET role = excluded.role
            """)
        .bind("team_id", teamId)
        .bind("user_id", userId)
        .bind("role", role)
        .execute();
  }

  /** Gives users the same role in a team, in place of any earlier one. */
  static void put(Handle handle, long teamId, Collection<Long> userIds, String role) {
    for (List<Long> ids : Ids.in(userIds)) {
      handle
          .createUpdate(
              """
              INSERT INTO team_member (team_id, user_id, role)
              SELECT :team_id, id, :role FROM account WHERE id IN (<ids>)
              ON CONFLICT (team_id, user_id) DO UPDATE SET role = excluded.role
              """)
          .bind("team_id", teamId)
          .bind("role", role)
          .bindList("ids", ids)
          .execute();
    }
  }

  /** Removes a user from this very team; returns false if they were not in it. */
  static boolean remove(Handle handle, long teamId, long userId) {
    return handle
            .createUpdate("DELETE FROM team_member WHERE team_id = :team_id AND user_id = :user_id")
            .bind("team_id", teamId)
            .bind("user_id", userId)
            .execute()
        == 1;
  }
}
