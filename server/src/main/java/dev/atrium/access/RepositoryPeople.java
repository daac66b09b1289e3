// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A query for everybody who has a role on one repository, by the rule of {@link RepositoryAccess}:
 * its owner, its organization's members, its collaborators, and the members of its teams and of all
 * teams below these.
 */
public final class RepositoryPeople {
  private static final String PEOPLE =
      """
      WITH RECURSIVE reaching_team (id, permission) AS (
        SELECT team_id, permission FROM team_repository WHERE repository_id = :id
        UNION
        SELECT team.id, reaching_team.permission FROM team
        JOIN reaching_team ON team.parent_id = reaching_team.id
      )
      SELECT account.id AS user_id, 'admin' AS permission FROM repository
      JOIN account ON account.id = repository.owner_id WHERE repository.id = :id AND account.kind = 'User'
      UNION
      SELECT membership.user_id,
        CASE membership.role WHEN 'admin' THEN 'admin' ELSE account.default_repository_permission END
      FROM repository JOIN account ON account.id = repository.owner_id
      JOIN membership ON membership.org_id = account.id WHERE repository.id = :id
      UNION
      SELECT user_id, permission FROM repository_collaborator WHERE repository_id = :id
      UNION
      SELECT team_member.user_id, reaching_team.permission FROM team_member
      JOIN reaching_team ON reaching_team.id = team_member.team_id
      """;

  private RepositoryPeople() {}

  /** Returns the highest role of each user, by the user's id. Users without a role are absent. */
  public static Map<Long, RepositoryRole> roles(Handle handle, long repositoryId) {
    Map<Long, RepositoryRole> roles = new HashMap<>();
    handle
        .createQuery(PEOPLE)
        .bind("id", repositoryId)
        .map((row, context) ->
            Map.entry(row.getLong("user_id"), RepositoryAccess.named(row.getString("permission"))))
        .forEach(entry -> roles.merge(entry.getKey(), entry.getValue(), RepositoryRole::or));
    roles.values().removeIf(role -> role == RepositoryRole.NONE);
    return roles;
  }
}
