// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Caller;
import dev.atrium.access.OrganizationAccess;
import dev.atrium.access.TeamAccess;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The members of teams. */
public final class TeamMembers {
  private final Database database;

  public TeamMembers(Database database) {
    this.database = database;
  }

  /** Returns the members of the team and of the teams below it, for everybody who sees the team. */
  Paged<TeamMember> list(Caller caller, Account organization, String slug, String role, Page page) {
    return database.read(handle ->
        TeamMemberStore.list(
            handle, TeamLookup.visible(handle, caller, organization, slug).id(), role, page));
  }

  /** Returns the team and one of its members, who may be in a team below. */
  Place get(Caller caller, Account organization, String slug, String login) {
    return database.read(handle -> {
      Team team = TeamLookup.visible(handle, caller, organization, slug);
      return place(handle, team, MembershipStore.user(handle, login));
    });
  }

  /** Checks that the caller may change members; for use before the body is read. */
  void requireAdministrator(Caller caller, Account organization, String slug) {
    database.read(handle -> TeamLookup.administered(handle, caller, organization, slug));
  }

  /**
   * Puts a user into a team at once. GitHub would invite a user who is not in the organization;
   * here they become a member of it, as on a GitHub Enterprise Server without invitations. Only
   * owners may add such a user.
   *
   * @throws ApiException 404 if there is no such user, 403 if the caller may not add them, 422 if
   *     the login is that of an organization
   */
  Place put(Caller caller, Account organization, String slug, String login, String role) {
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      Team team = TeamLookup.administered(handle, caller, organization, slug);
      Account user = MembershipStore.user(handle, login).orElseThrow(() -> noUser(handle, login));
      if (MembershipStore.role(handle, organization.id(), user.id()).isEmpty()) {
        OrganizationAccess.requireOwner(handle, caller, organization.id());
        MembershipStore.put(handle, organization.id(), user.id(), Membership.MEMBER);
        AuditLog.add(transaction, Memberships.added(organization, user, Membership.MEMBER));
      }
      put(transaction, team, user, role);
      return place(handle, team, Optional.of(user));
    });
  }

  /**
   * Removes a user from a team; everybody may leave by themselves. A user who is in a team below
   * stays there.
   *
   * @throws ApiException 403 if the caller is neither a maintainer, an owner nor the member; 404 if
   *     the user was not put into this very team
   */
  void remove(Caller caller, Account organization, String slug, String login) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      Team team = TeamLookup.visible(handle, caller, organization, slug);
      Optional<Account> user = MembershipStore.user(handle, login);
      if (user.filter(found -> found.id() == caller.id()).isEmpty()) {
        TeamAccess.requireAdministrator(handle, caller, team.facts());
      }
      if (user.filter(found -> TeamMemberStore.remove(handle, team.id(), found.id())).isEmpty()) {
        throw ApiException.notFound();
      }
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.TEAM_MEMBER_REMOVED).team(team.id()).user(user.get().id()));
      return true;
    });
  }

  private static void put(Transaction transaction, Team team, Account user, String role) {
    Optional<String> was = TeamMemberStore.role(transaction.handle(), team.id(), user.id());
    TeamMemberStore.put(transaction.handle(), team.id(), user.id(), role);
    if (was.isEmpty()) {
      AuditLog.add(transaction, added(team.id(), user.id(), role));
    } else if (!was.get().equals(role)) {
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.TEAM_MEMBER_CHANGED)
              .team(team.id())
              .user(user.id())
              .changed("role", role, was.get()));
    }
  }

  /** Returns the audit event for a new team member. */
  static AuditEvent added(long teamId, long userId, String role) {
    return new AuditEvent(AuditAction.TEAM_MEMBER_ADDED)
        .team(teamId)
        .user(userId)
        .with("role", role);
  }

  private static Place place(Handle handle, Team team, Optional<Account> user) {
    return user.flatMap(found -> TeamMemberStore.find(handle, team.id(), found.id()))
        .map(member -> new Place(team, member))
        .orElseThrow(ApiException::notFound);
  }

  private static ApiException noUser(Handle handle, String login) {
    return OrganizationStore.byLogin(handle, login).isPresent()
        ? ApiException.invalid(
            FieldError.invalid("TeamMember", "username", "Cannot add an organization as a member."))
        : ApiException.notFound();
  }

  /** A team and one of its members. */
  record Place(Team team, TeamMember member) {}
}
