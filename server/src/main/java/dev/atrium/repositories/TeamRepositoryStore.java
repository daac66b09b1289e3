// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.RepositoryRole;
import dev.atrium.db.Ids;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The {@code team_repository} table. */
final class TeamRepositoryStore {
  private TeamRepositoryStore() {}

  /**
   * Returns the team's roles by repository, both its own and those inherited from the teams above
   * it.
   */
  static Map<Long, RepositoryRole> roles(Handle handle, long teamId) {
    Map<Long, RepositoryRole> roles = new HashMap<>();
    handle
        .createQuery(
            """
            WITH RECURSIVE above (id) AS (
              SELECT id FROM team WHERE id = :id
              UNION
              SELECT team.parent_id FROM team JOIN above ON team.id = above.id WHERE team.parent_id IS NOT NULL
            )
            SELECT repository_id, permission FROM team_repository WHERE team_id IN (SELECT id FROM above)
            """)
        .bind("id", teamId)
        .map((row, context) ->
            Map.entry(
                row.getLong("repository_id"),
                RepositoryRole.of(row.getString("permission")).orElse(RepositoryRole.NONE)))
        .forEach(
            entry -> roles.merge(entry.getKey(), entry.getValue(), (a, b) -> a.atLeast(b) ? a : b));
    return roles;
  }

  /**
   * Returns the roles on a repository by team: of the teams that were given one, and of all teams
   * below them.
   */
  static Map<Long, RepositoryRole> teams(Handle handle, long repositoryId) {
    Map<Long, RepositoryRole> roles = new HashMap<>();
    handle
        .createQuery(
            """
            WITH RECURSIVE below (id, permission) AS (
              SELECT team_id, permission FROM team_repository WHERE repository_id = :id
              UNION
              SELECT team.id, below.permission FROM team JOIN below ON team.parent_id = below.id
            )
            SELECT id, permission FROM below
            """)
        .bind("id", repositoryId)
        .map((row, context) ->
            Map.entry(
                row.getLong("id"),
                RepositoryRole.of(row.getString("permission")).orElse(RepositoryRole.NONE)))
        .forEach(
            entry -> roles.merge(entry.getKey(), entry.getValue(), (a, b) -> a.atLeast(b) ? a : b));
    return roles;
  }

  /** Returns the permission that the team itself was given. */
  static Optional<String> permission(Handle handle, long teamId, long repositoryId) {
    return handle
        .createQuery(
            "SELECT permission FROM team_repository WHERE team_id = :team_id AND repository_id = :repository_id")
        .bind("team_id", teamId)
        .bind("repository_id", repositoryId)
        .mapTo(String.class)
        .findOne();
  }

  /**
   * Gives the team the permission, in place of any earlier one; returns false and changes nothing
   * if team and repository do not both belong to the owner.
   */
  static boolean add(
      Handle handle, long ownerId, long teamId, long repositoryId, String permission) {
    return handle
            .createUpdate(
                """
                INSERT INTO team_repository (team_id, repository_id, permission)
                SELECT team.id, repository.id, :permission FROM team
                JOIN repository ON repository.owner_id = team.org_id
                WHERE team.id = :team_id AND team.org_id = :owner_id AND repository.id = :repository_id
                ON CONFLICT (team_id, repository_id) DO UPDATE SET permission = excluded.permission
                """)
            .bind("owner_id", ownerId)
            .bind("team_id", teamId)
            .bind("repository_id", repositoryId)
            .bind("permission", permission)
            .execute()
        == 1;
  }

  /**
   * Gives each of the teams the permission, as {@link #add(Handle, long, long, long, String)} does.
   *
   * @return the ids of those that now have it
   */
  static Set<Long> add(
      Handle handle, long ownerId, Collection<Long> teamIds, long repositoryId, String permission) {
    Set<Long> added = new HashSet<>();
    for (List<Long> ids : Ids.in(teamIds)) {
      added.addAll(
          handle
              .createQuery(
                  """
                  INSERT INTO team_repository (team_id, repository_id, permission)
                  SELECT team.id, repository.id, :permission FROM team
                  JOIN repository ON repository.owner_id = team.org_id
                  WHERE team.id IN (<ids>) AND team.org_id = :owner_id AND repository.id = :repository_id
                  ON CONFLICT (team_id, repository_id) DO UPDATE SET permission = excluded.permission
                  RETURNING team_id
                  """)
              .bind("owner_id", ownerId)
              .bindList("ids", ids)
              .bind("repository_id", repositoryId)
              .bind("permission", permission)
              .mapTo(Long.class)
              .list());
    }
    return added;
  }

  static void remove(Handle handle, long teamId, long repositoryId) {
    handle
        .createUpdate(
            "DELETE FROM team_repository WHERE team_id = :team_id AND repository_id = :repository_id")
        .bind("team_id", teamId)
        .bind("repository_id", repositoryId)
        .execute();
  }

  /** Ends all teams' access to a repository. */
  static void removeRepository(Handle handle, long repositoryId) {
    handle
        .createUpdate("DELETE FROM team_repository WHERE repository_id = :id")
        .bind("id", repositoryId)
        .execute();
  }
}
