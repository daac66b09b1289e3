// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.collaborators;

import dev.atrium.access.Access;
import dev.atrium.access.Grant;
import dev.atrium.access.OrganizationAccess;
import dev.atrium.access.Permission;
import dev.atrium.access.Role;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.collaborators.Collaborator.Actor;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import dev.atrium.directory.Actors;
import dev.atrium.directory.Team;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The collaborators of spaces (behaviour §6). Each change increments the space's version, so it
 * applies to every request that starts after the answer.
 */
public final class SpaceCollaborators {
  static final String RESOURCE = "CopilotSpaceCollaborator";
  private static final String IDENTIFIER = "actor_identifier";

  private final Database database;
  private final Access access;

  public SpaceCollaborators(Database database, Access access) {
    this.database = database;
    this.access = access;
  }

  /**
   * Returns the collaborators in the order in which they were added, without the secret teams that
   * the caller may not know of.
   */
  List<Named> list(Grant grant) {
    return database.read(
        handle -> named(handle, grant, SpaceCollaboratorStore.list(handle, grant.spaceId())));
  }

  /**
   * Shares the space with a user or a team.
   *
   * @param type {@code User} or {@code Team}
   * @throws ApiException 422 if the identifier names nobody who can be a collaborator, or somebody
   *     who already is one
   */
  Named add(Grant grant, String type, String identifier, Role role) {
    return database.write(transaction -> {
      Handle handle = transaction.handle();
      // Locks the membership before the space: ending a membership takes the locks in this order
      // too.
      Optional<Named> candidate = candidate(handle, grant, type, identifier);
      Grant renewed = access.renew(transaction, grant, Permission.MANAGE_COLLABORATORS);
      Named made =
          candidate.orElseThrow(() -> ApiException.invalid(unknown(renewed, type))).with(role);
      if (!SpaceCollaboratorStore.insert(handle, grant.spaceId(), made.actor(), role)) {
        throw ApiException.invalid(
            FieldError.alreadyExists(
                RESOURCE, IDENTIFIER, identifier + " is a collaborator already"));
      }
      AuditLog.add(
          transaction,
          event(AuditAction.SPACE_SHARED, grant, made.actor()).with("role", role.wire()));
      return made;
    });
  }

  /**
   * Finds the collaborator that a path names.
   *
   * @throws ApiException 404 if there is none, or the caller may not know of it
   */
  Named find(Grant grant, String type, String identifier) {
    return database.read(handle -> find(handle, grant, type, identifier));
  }

  /**
   * Gives a collaborator another role; {@code no_access} removes the collaborator and returns
   * empty.
   */
  Optional<Named> update(Grant grant, String type, String identifier, Role role) {
    return changed(
        grant,
        transaction -> {
          Handle handle = transaction.handle();
          Named was = find(handle, grant, type, identifier);
          Actor actor = was.actor();
          if (role == Role.NO_ACCESS) {
            remove(transaction, grant, was);
            return Optional.empty();
          }
          SpaceCollaboratorStore.update(handle, grant.spaceId(), actor, role);
          if (role != was.role()) {
            AuditLog.add(
                transaction,
                event(AuditAction.SPACE_ROLE_CHANGED, grant, actor)
                    .changed("role", role.wire(), was.role().wire()));
          }
          return Optional.of(was.with(role));
        });
  }

  void remove(Grant grant, String type, String identifier) {
    changed(
        grant,
        transaction -> {
          remove(transaction, grant, find(transaction.handle(), grant, type, identifier));
          return true;
        });
  }

  private static void remove(Transaction transaction, Grant grant, Named one) {
    AuditLog.add(
        transaction,
        event(AuditAction.SPACE_UNSHARED, grant, one.actor()).with("role_was", one.role().wire()));
    SpaceCollaboratorStore.delete(transaction.handle(), grant.spaceId(), one.actor());
  }

  private static AuditEvent event(AuditAction action, Grant grant, Actor actor) {
    AuditEvent event = new AuditEvent(action).space(grant.spaceId());
    return switch (actor) {
      case Actor.User user -> event.user(user.id());
      case Actor.Team team -> event.team(team.id());
    };
  }

  /** Removes a user who leaves an organization from all of its spaces. */
  static void memberLeft(Transaction transaction, Change change) {
    if (change instanceof Change.MemberLeft(long organizationId, long userId)) {
      SpaceCollaboratorStore.deleteOfUser(transaction.handle(), organizationId, userId);
    }
  }

  private <T> T changed(Grant grant, Function<Transaction, T> change) {
    return database.write(transaction -> {
      access.renew(transaction, grant, Permission.MANAGE_COLLABORATORS);
      return change.apply(transaction);
    });
  }

  private static Named find(Handle handle, Grant grant, String type, String identifier) {
    return actor(handle, grant, type, identifier)
        .flatMap(named ->
            SpaceCollaboratorStore.find(handle, grant.spaceId(), named.actor())
                .map(found -> named.with(found.role())))
        .orElseThrow(ApiException::notFound);
  }

  /** Returns the user or team that is named, with no role yet. */
  private static Optional<Named> actor(Handle handle, Grant grant, String type, String identifier) {
    return switch (type) {
      case "User" ->
          Actors.user(handle, identifier).map(user -> new Named.OfUser(user, Role.NO_ACCESS));
      case "Team" ->
          grant.owner().isOrganization()
              ? Actors.team(handle, grant.caller(), grant.owner().id(), identifier)
                  .map(team ->
                      new Named.OfTeam(
                          team, Actors.parent(handle, team).orElse(null), Role.NO_ACCESS))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * Returns the user or team that is named, if it may become a collaborator. For an organization's
   * space those are its members and teams; for a user's space, any user but the owner.
   */
  private static Optional<Named> candidate(
      Handle handle, Grant grant, String type, String identifier) {
    long owner = grant.owner().id();
    return actor(handle, grant, type, identifier)
        .filter(named ->
            !(named.actor() instanceof Actor.User user)
                || (grant.owner().isOrganization()
                    ? OrganizationAccess.holdMember(handle, owner, user.id())
                    : user.id() != owner));
  }

  private static FieldError unknown(Grant grant, String type) {
    if (!grant.owner().isOrganization()) {
      return type.equals("Team")
          ? FieldError.invalid(
              RESOURCE, "actor_type", "A Copilot Space of a user can be shared with users only")
          : FieldError.invalid(RESOURCE, IDENTIFIER, "must be another user");
    }
    return FieldError.invalid(
        RESOURCE,
        IDENTIFIER,
        type.equals("Team")
            ? "must be a team of the organization"
            : "must be a member of the organization");
  }

  private static List<Named> named(Handle handle, Grant grant, List<Collaborator> collaborators) {
    Map<Long, Account> users = Accounts.byIds(handle, ids(collaborators, Actor.User.class));
    List<Long> teamIds = ids(collaborators, Actor.Team.class);
    Map<Long, Team> teams = Actors.withParents(handle, teamIds);
    Set<Long> seen =
        teamIds.isEmpty()
            ? Set.of()
            : Actors.seen(handle, grant.caller(), grant.owner().id(), teams.values());
    return collaborators.stream()
        .<Named>map(each ->
            switch (each.actor()) {
              case Actor.User user ->
                  new Named.OfUser(Objects.requireNonNull(users.get(user.id())), each.role());
              case Actor.Team it -> {
                Team team = Objects.requireNonNull(teams.get(it.id()));
                yield new Named.OfTeam(team, teams.get(team.parentId()), each.role());
              }
            })
        .filter(named -> !(named instanceof Named.OfTeam of) || seen.contains(of.team().id()))
        .toList();
  }

  private static List<Long> ids(List<Collaborator> collaborators, Class<? extends Actor> type) {
    return collaborators.stream()
        .map(Collaborator::actor)
        .filter(type::isInstance)
        .map(Actor::id)
        .toList();
  }
}
