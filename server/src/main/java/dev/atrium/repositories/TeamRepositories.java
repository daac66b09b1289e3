// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.Caller;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryGrants;
import dev.atrium.access.RepositoryNeed;
import dev.atrium.access.RepositoryRole;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.directory.Actors;
import dev.atrium.directory.Team;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The repositories that teams have access to. Those who administer the repository may give a team
 * access, and so may the organization's owners.
 */
public final class TeamRepositories {
  private final Database database;
  private final RepositoryGrants repositories;

  public TeamRepositories(Database database, RepositoryGrants repositories) {
    this.database = database;
    this.repositories = repositories;
  }

  /**
   * Returns the team's repositories that the caller sees too, oldest first, with the team's role on
   * each.
   */
  List<RepositoryView> list(Caller caller, Team team) {
    return database.read(handle -> {
      Map<Long, RepositoryRole> roles = TeamRepositoryStore.roles(handle, team.id());
      Map<Long, RepositoryRole> own = RepositoryAccess.roles(handle, caller, roles.keySet());
      return RepositoryView.of(handle, roles.keySet().stream().sorted().toList(), roles).stream()
          .filter(view -> sees(caller, view, own))
          .toList();
    });
  }

  /** Returns the teams with access to the repository that the caller may know of, oldest first. */
  List<TeamOfRepository> teams(RepositoryGrant grant) {
    return database.read(handle -> {
      Map<Long, RepositoryRole> roles = TeamRepositoryStore.teams(handle, grant.repository().id());
      Map<Long, Team> all = Actors.withParents(handle, roles.keySet());
      Set<Long> seen =
          Actors.seen(handle, grant.caller(), grant.repository().ownerId(), all.values());
      return roles.keySet().stream()
          .sorted()
          .filter(seen::contains)
          .flatMap(id -> Stream.ofNullable(all.get(id)))
          .map(team ->
              new TeamOfRepository(
                  team,
                  team.parentId() == null ? null : all.get(team.parentId()),
                  roles.getOrDefault(team.id(), RepositoryRole.NONE)))
          .toList();
    });
  }

  /** A team, its parent if it has one, and its role on a repository. */
  record TeamOfRepository(Team team, @Nullable Team parent, RepositoryRole role) {}

  private static boolean sees(Caller caller, RepositoryView view, Map<Long, RepositoryRole> own) {
    Repository repository = view.repository();
    return own.getOrDefault(repository.id(), RepositoryRole.NONE).atLeast(RepositoryRole.PULL)
        && (!repository.isPrivate() || RepositoryAccess.reachesPrivate(caller));
  }

  /**
   * Returns the repository with the team's role; empty if the team has none.
   *
   * @throws ApiException 404 if there is no such repository, or the caller may not see it
   */
  Optional<RepositoryView> get(Caller caller, Team team, String owner, String name) {
    RepositoryGrant grant = repositories.require(caller, owner, name, RepositoryNeed.SEE);
    long id = grant.repository().id();
    return database.read(handle -> {
      Map<Long, RepositoryRole> roles = TeamRepositoryStore.roles(handle, team.id());
      return roles.containsKey(id)
          ? RepositoryView.of(handle, List.of(id), roles).stream().findFirst()
          : Optional.empty();
    });
  }

  /**
   * Returns the repository if the caller may give a team access to it; for use before the body is
   * read.
   */
  RepositoryFacts require(Caller caller, Team team, String owner, String name) {
    return database.read(handle -> {
      long id = RepositoryGrants.facts(handle, owner, name).map(RepositoryFacts::id).orElse(0L);
      return repositories.requireForTeam(handle, caller, team.organizationId(), id);
    });
  }

  /**
   * Gives the team access to the repository.
   *
   * @throws ApiException 422 if the repository belongs to another owner
   */
  void put(Caller caller, Team team, RepositoryFacts repository, RepositoryRole role) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      RepositoryFacts now =
          repositories.requireForTeam(
              transaction.handle(), caller, team.organizationId(), repository.id());
      Optional<String> was =
          TeamRepositoryStore.permission(transaction.handle(), team.id(), now.id());
      if (!TeamRepositoryStore.add(
          transaction.handle(), team.organizationId(), team.id(), now.id(), role.permission())) {
        throw ApiException.invalid(
            FieldError.invalid(
                RepositoryName.RESOURCE,
                "repository",
                "The repository must belong to the organization of the team"));
      }
      audit(transaction, team, now.id(), Optional.of(role.permission()), was);
      return true;
    });
  }

  /** Removes the team's own access; inherited access stays. */
  void remove(Caller caller, Team team, RepositoryFacts repository) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      long id =
          repositories
              .requireForTeam(transaction.handle(), caller, team.organizationId(), repository.id())
              .id();
      Optional<String> was = TeamRepositoryStore.permission(transaction.handle(), team.id(), id);
      audit(transaction, team, id, Optional.empty(), was);
      TeamRepositoryStore.remove(transaction.handle(), team.id(), id);
      return true;
    });
  }

  private static void audit(
      Transaction transaction,
      Team team,
      long repositoryId,
      Optional<String> now,
      Optional<String> was) {
    if (!now.equals(was)) {
      AuditAction action =
          now.isEmpty()
              ? AuditAction.TEAM_REPOSITORY_REMOVED
              : was.isEmpty()
                  ? AuditAction.TEAM_REPOSITORY_ADDED
                  : AuditAction.TEAM_REPOSITORY_CHANGED;
      AuditLog.add(
          transaction,
          new AuditEvent(action)
              .team(team.id())
              .repository(repositoryId)
              .changed("permission", now.orElse(null), was.orElse(null)));
    }
  }
}
