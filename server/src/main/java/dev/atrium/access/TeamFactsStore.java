// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Ids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The queries for the facts of teams. */
final class TeamFactsStore {
  private TeamFactsStore() {}

  /** Returns the role that the user has in this team itself, not one that a team below gives. */
  static Optional<String> role(Handle handle, long teamId, long userId) {
    return handle
        .createQuery("SELECT role FROM team_member WHERE team_id = :team_id AND user_id = :user_id")
        .bind("team_id", teamId)
        .bind("user_id", userId)
        .mapTo(String.class)
        .findOne();
  }

  /**
   * Returns the user's role in an organization, and collects which of these teams they are in.
   *
   * @param own receives the ids of the teams that the user is in, and 0 if the user is in none
   */
  static Optional<String> membership(
      Handle handle, long organizationId, long userId, List<Long> teamIds, Set<Long> own) {
    Optional<String> role = Optional.empty();
    for (List<Long> ids : Ids.in(teamIds.isEmpty() ? List.of(0L) : teamIds)) {
      List<Map.Entry<String, Long>> rows =
          handle
              .createQuery(
                  """
                  SELECT membership.role, coalesce(team_member.team_id, 0) AS team_id FROM membership
                  LEFT JOIN team_member ON team_member.user_id = membership.user_id AND team_member.team_id IN (<ids>)
                  WHERE membership.org_id = :org_id AND membership.user_id = :user_id
                  """)
              .bind("org_id", organizationId)
              .bind("user_id", userId)
              .bindList("ids", ids)
              .map((row, context) -> Map.entry(row.getString("role"), row.getLong("team_id")))
              .list();
      role = rows.stream().map(Map.Entry::getKey).findFirst();
      rows.forEach(row -> own.add(row.getValue()));
    }
    return role;
  }
}
