// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Ids;
import dev.atrium.error.ApiException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The rules for who may read or change a repository (behaviour §3): its owner, owners of its
 * organization, collaborators, teams with access and the teams below them, members by the
 * organization's default, and every signed-in user if it is public.
 */
public final class RepositoryAccess {
  /**
   * The caller's teams and all teams above them, whose access they inherit. Binds {@code
   * caller_id}.
   */
  static final String TEAMS =
      """
      WITH RECURSIVE caller_team (id) AS (
        SELECT team_id FROM team_member WHERE user_id = :caller_id
        UNION
        SELECT team.parent_id FROM team JOIN caller_team ON team.id = caller_team.id WHERE team.parent_id IS NOT NULL
      )
      """;

  /**
   * The rule of {@link #roles} as a condition: the caller may read this row of {@code repository}.
   * It needs {@link #TEAMS} in front of the query, {@code caller_id}, and what {@link #bindToken}
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
   * The condition that the token and its account may read every repository that this row of {@code
   * space} names; an unscoped token sees no other space. It needs what {@link #READABLE} needs.
   */
  static final String SOURCES_READABLE =
      """
      NOT EXISTS (SELECT 1 FROM space_resource JOIN repository ON repository.id = space_resource.repository_id
        WHERE space_resource.space_id = space.id AND NOT (%s))
      """
          .formatted(READABLE);

  /** One row for each repository and team with access; the highest role counts. */
  private static final String ROLES =
      TEAMS
          + """
          SELECT repository.id, repository.owner_id, repository.private, account.default_repository_permission,
            membership.role, repository_collaborator.permission AS own_permission,
            team_repository.permission AS team_permission, %s
          FROM %s
          JOIN account ON account.id = repository.owner_id
          LEFT JOIN membership ON membership.org_id = repository.owner_id AND membership.user_id = :caller_id
          LEFT JOIN repository_collaborator ON repository_collaborator.repository_id = repository.id
            AND repository_collaborator.user_id = :caller_id
          LEFT JOIN team_repository ON team_repository.repository_id = repository.id
            AND team_repository.team_id IN (SELECT id FROM caller_team)
          """;

  /** The repositories that a space's resources name, and those that a write is about to name. */
  private static final String SOURCES =
      """
      (SELECT repository_id AS id, 1 AS attached FROM space_resource
        WHERE space_id = :space_id AND repository_id IS NOT NULL
        UNION
        SELECT id, 0 AS attached FROM repository WHERE id IN (<ids>)
      ) source JOIN repository ON repository.id = source.id
      """;

  /** An id that no repository has. */
  private static final Long NOBODYS = 0L;

  private static final String READ_BY_CALLER =
      TEAMS
          + """
          SELECT repository.id, account.login || '/' || repository.name AS full_name, repository.private,
            repository.default_branch, %s AS agents
          FROM repository JOIN account ON account.id = repository.owner_id
          WHERE repository.id IN (<ids>) AND (%s)
          """
              .formatted(AgentPolicy.ENABLES, READABLE);

  private RepositoryAccess() {}

  static Query bindToken(Query query, Caller caller) {
    return query
        .bind("scoped", caller.kind().scoped())
        .bind("installation", caller.isInstallation())
        .bind("resource_owner_id", caller.resourceOwnerId())
        .bind("all_repositories", caller.allRepositories())
        .bind("token_id", caller.tokenId());
  }

  /** Returns the role of the caller on each of these repositories that exists. */
  public static Map<Long, RepositoryRole> roles(
      Handle handle, Caller caller, Collection<Long> repositoryIds) {
    Map<Long, RepositoryRole> roles = new HashMap<>();
    for (List<Long> ids : Ids.in(repositoryIds)) {
      handle
          .createQuery(
              ROLES.formatted("0 AS attached", "repository") + "WHERE repository.id IN (<ids>)")
          .bind("caller_id", caller.id())
          .bindList("ids", ids)
          .map((row, context) -> RoleRow.of(row, caller))
          .forEach(row -> roles.merge(row.id(), row.role(), RepositoryRole::or));
    }
    return roles;
  }

  /**
   * Returns which repositories the caller may read: of those that a space's resources name, and of
   * others.
   *
   * @param named other repositories, which a write is about to name; one that does not exist is not
   *     readable
   */
  static SourceFacts sources(Handle handle, Caller caller, long spaceId, Collection<Long> named) {
    Set<Long> attached = new TreeSet<>();
    Map<Long, RepositoryRole> roles = new HashMap<>();
    for (List<Long> ids : Ids.in(named.isEmpty() ? List.of(NOBODYS) : named)) {
      handle
          .createQuery(ROLES.formatted("source.attached", SOURCES))
          .bind("caller_id", caller.id())
          .bind("space_id", spaceId)
          .bindList("ids", ids)
          .map((row, context) -> RoleRow.of(row, caller))
          .forEach(row -> {
            roles.merge(row.id(), row.role(), RepositoryRole::or);
            if (row.attached()) {
              attached.add(row.id());
            }
          });
    }
    Set<Long> readable =
        roles.keySet().stream()
            .filter(id -> roles.getOrDefault(id, RepositoryRole.NONE).atLeast(RepositoryRole.PULL))
            .collect(Collectors.toSet());
    return new SourceFacts(
        attached.stream().filter(id -> !readable.contains(id)).toList(), readable);
  }

  /**
   * Returns the repositories among these that the caller may read, by id.
   *
   * @param ids at most as many as one statement takes
   */
  public static Map<Long, ReadableRepository> readable(
      Handle handle, Caller caller, List<Long> ids) {
    Query query =
        handle.createQuery(READ_BY_CALLER).bind("caller_id", caller.id()).bindList("ids", ids);
    return bindToken(query, caller)
        .map((row, context) ->
            new ReadableRepository(
                row.getLong("id"),
                row.getString("full_name"),
                row.getBoolean("private"),
                row.getBoolean("agents"),
                row.getString("default_branch")))
        .stream()
        .collect(Collectors.toMap(ReadableRepository::id, Function.identity()));
  }

  /** Returns those of the repositories that belong to an account, whoever may see them. */
  public static Set<Long> owned(Handle handle, long ownerId, Collection<Long> repositoryIds) {
    Set<Long> owned = new HashSet<>();
    for (List<Long> ids : Ids.in(repositoryIds)) {
      owned.addAll(
          handle
              .createQuery("SELECT id FROM repository WHERE owner_id = :owner_id AND id IN (<ids>)")
              .bind("owner_id", ownerId)
              .bindList("ids", ids)
              .mapTo(Long.class)
              .list());
    }
    return owned;
  }

  /** Returns the role of the caller on one repository. */
  public static RepositoryRole role(Handle handle, Caller caller, long repositoryId) {
    return roles(handle, caller, List.of(repositoryId))
        .getOrDefault(repositoryId, RepositoryRole.NONE);
  }

  /**
   * Returns the role on a repository as the {@code /repos} endpoints apply it: there, a scoped
   * token reaches private repositories only with the {@code repo} scope.
   */
  public static RepositoryRole reached(
      Handle handle, Caller caller, long repositoryId, boolean isPrivate) {
    return isPrivate && !reachesPrivate(caller)
        ? RepositoryRole.NONE
        : role(handle, caller, repositoryId);
  }

  /**
   * Requires that the caller may create a repository under an owner. Users may under their own
   * account; owners and site admins may in an organization, and its members if it allows them to.
   *
   * @throws ApiException 403 if the caller may not
   */
  public static void requireCreator(Handle handle, Caller caller, Owner owner) {
    if (!mayCreate(handle, caller, owner)) {
      throw ApiException.forbidden(
          owner.isOrganization()
              ? "You need to be an owner of the organization, or a member where it lets members create repositories."
              : "You can create repositories only under your own account.");
    }
  }

  private static boolean mayCreate(Handle handle, Caller caller, Owner owner) {
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

  /**
   * Requires a token that may be used on private repositories.
   *
   * @throws ApiException 403 naming the scope that the token lacks
   */
  public static void requireReachOfPrivate(Caller caller) {
    if (!reachesPrivate(caller)) {
      throw ApiException.forbidden("A private repository needs the 'repo' scope.");
    }
  }

  /** Tells whether the token may be used on private repositories at all. */
  public static boolean reachesPrivate(Caller caller) {
    return !caller.kind().scoped() || caller.hasScope("repo");
  }

  /**
   * Tells whether the token may be used to give others access to repositories. One with permissions
   * needs {@code administration} for it, whatever else it may change.
   */
  public static boolean givesAccess(Caller caller) {
    return caller.kind().scoped() || caller.hasPermission("administration", "write");
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

  private record RoleRow(long id, boolean attached, RepositoryRole role) {
    static RoleRow of(ResultSet row, Caller caller) throws SQLException {
      return new RoleRow(
          row.getLong("id"), row.getInt("attached") == 1, RepositoryAccess.role(row, caller));
    }
  }

  static RepositoryRole named(@Nullable String permission) {
    return permission == null
        ? RepositoryRole.NONE
        : RepositoryRole.of(permission).orElse(RepositoryRole.NONE);
  }
}
