// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Who may read or change a repository (behaviour §3): its owner, owners of its organization,
 * collaborators, teams with access and the teams below them, members by the organization's default;
 * and everyone signed in, when it is public.
 */
public final class RepositoryAccess {
  /** The caller's teams, and all above them, whose access they inherit. Binds {@code caller_id}. */
  static final String TEAMS =
      """
      WITH RECURSIVE caller_team (id) AS (
        SELECT team_id FROM team_member WHERE user_id = :caller_id
        UNION
        SELECT team.parent_id FROM team JOIN caller_team ON team.id = caller_team.id WHERE team.parent_id IS NOT NULL
      )
      """;

  /**
   * Whether the caller may read a row of {@code repository}: the same rule as {@link #roles}, as a
   * condition. To be used behind {@link #TEAMS}, with {@code caller_id} and what {@link #bindToken}
   * binds.
   */
  static final String READABLE =
      """
      NOT repository.private
      OR ((:scoped OR (repository.owner_id = :resource_owner_id
          AND (:all_repositories OR EXISTS (SELECT 1 FROM token_repository
            WHERE token_repository.token_id = :token_id AND token_repository.repository_id = repository.id))))
        AND (:installation
          OR repository.owner_id = :caller_id
          OR EXISTS (SELECT 1 FROM membership JOIN account ON account.id = membership.org_id
            WHERE membership.org_id = repository.owner_id AND membership.user_id = :caller_id
              AND (membership.role = 'admin' OR account.default_repository_permission <> 'none'))
          OR EXISTS (SELECT 1 FROM repository_collaborator
            WHERE repository_collaborator.repository_id = repository.id
              AND repository_collaborator.user_id = :caller_id)
          OR EXISTS (SELECT 1 FROM team_repository
            WHERE team_repository.repository_id = repository.id
              AND team_repository.team_id IN (SELECT id FROM caller_team))))
      """;

  /**
   * Whether a row of {@code space} names no repository that the token, or its person, may not read:
   * else no token of permissions sees it. To be used as {@link #READABLE} is.
   */
  static final String SOURCES_READABLE =
      """
      NOT EXISTS (SELECT 1 FROM space_resource JOIN repository ON repository.id = space_resource.repository_id
        WHERE space_resource.space_id = space.id AND NOT (%s))
      """
          .formatted(READABLE);

  private RepositoryAccess() {}

  static Query bindToken(Query query, Caller caller) {
    return query
        .bind("scoped", caller.kind().scoped())
        .bind("installation", caller.isInstallation())
        .bind("resource_owner_id", caller.resourceOwnerId())
        .bind("all_repositories", caller.allRepositories())
        .bind("token_id", caller.tokenId());
  }

  /** The role of the caller on each of the repositories that exist. */
  public static Map<Long, RepositoryRole> roles(
      Handle handle, Caller caller, Collection<Long> repositoryIds) {
    Map<Long, RepositoryRole> roles = new HashMap<>();
    if (repositoryIds.isEmpty()) {
      return roles;
    }
    // One row a repository and team with access: the highest counts.
    handle
        .createQuery(
            TEAMS
                + """
                SELECT repository.id, repository.owner_id, repository.private, account.default_repository_permission,
                  membership.role, repository_collaborator.permission AS own_permission,
                  team_repository.permission AS team_permission
                FROM repository
                JOIN account ON account.id = repository.owner_id
                LEFT JOIN membership ON membership.org_id = repository.owner_id AND membership.user_id = :caller_id
                LEFT JOIN repository_collaborator ON repository_collaborator.repository_id = repository.id
                  AND repository_collaborator.user_id = :caller_id
                LEFT JOIN team_repository ON team_repository.repository_id = repository.id
                  AND team_repository.team_id IN (SELECT id FROM caller_team)
                WHERE repository.id IN (<ids>)
                """)
        .bind("caller_id", caller.id())
        .bindList("ids", List.copyOf(repositoryIds))
        .map((row, context) -> Map.entry(row.getLong("id"), role(row, caller)))
        .forEach(entry -> roles.merge(entry.getKey(), entry.getValue(), RepositoryRole::or));
    return roles;
  }

  /** The role of the caller on one repository. */
  public static RepositoryRole role(Handle handle, Caller caller, long repositoryId) {
    return roles(handle, caller, List.of(repositoryId))
        .getOrDefault(repositoryId, RepositoryRole.NONE);
  }

  /**
   * The role on a repository as the {@code /repos} endpoints give it: there, a scoped token reaches
   * private repositories only with the {@code repo} scope.
   */
  public static RepositoryRole reached(
      Handle handle, Caller caller, long repositoryId, boolean isPrivate) {
    return isPrivate && !reachesPrivate(caller)
        ? RepositoryRole.NONE
        : role(handle, caller, repositoryId);
  }

  /**
   * Whether the caller may make a repository there: users under their own account; in an
   * organization its owners, site admins, and its members where it lets them.
   */
  public static boolean mayCreate(Handle handle, Caller caller, Owner owner) {
    if (!caller.kind().scoped() && caller.resourceOwnerId() != owner.id()) {
      return false;
    }
    if (!owner.isOrganization()) {
      return owner.id() == caller.id();
    }
    return switch (OrganizationAccess.role(handle, caller, owner.id())) {
      case OWNER -> true;
      case MEMBER -> AccessStore.membersCanCreateRepositories(handle, owner.id());
      case OUTSIDER -> false;
    };
  }

  /** Whether the token may be used on private repositories at all. */
  public static boolean reachesPrivate(Caller caller) {
    return !caller.kind().scoped() || caller.hasScope("repo");
  }

  private static RepositoryRole role(ResultSet row, Caller caller) throws SQLException {
    long ownerId = row.getLong("owner_id");
    RepositoryRole everyone = row.getBoolean("private") ? RepositoryRole.NONE : RepositoryRole.PULL;
    if (!caller.tokenReaches(row.getLong("id"), ownerId)) {
      return everyone;
    }
    if (caller.isInstallation()) {
      return everyone.or(installation(caller));
    }
    RepositoryRole person =
        everyone
            .or(named(row.getString("own_permission")))
            .or(named(row.getString("team_permission")));
    if (ownerId == caller.id()) {
      return RepositoryRole.ADMIN;
    }
    return switch (row.getString("role")) {
      case "admin" -> RepositoryRole.ADMIN;
      case "member" -> person.or(named(row.getString("default_repository_permission")));
      case null, default -> person;
    };
  }

  private static RepositoryRole installation(Caller caller) {
    if (caller.hasPermission("administration", "write")) {
      return RepositoryRole.ADMIN;
    }
    return caller.hasPermission("contents", "write") ? RepositoryRole.PUSH : RepositoryRole.PULL;
  }

  static RepositoryRole named(@Nullable String permission) {
    return permission == null
        ? RepositoryRole.NONE
        : RepositoryRole.of(permission).orElse(RepositoryRole.NONE);
  }
}
