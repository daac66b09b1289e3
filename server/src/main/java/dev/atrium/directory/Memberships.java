// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Caller;
import dev.atrium.access.OrganizationAccess;
import dev.atrium.access.OrganizationRole;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.error.ApiException;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The members of organizations. Every membership is private, as GitHub's are by default. It cannot
 * be made public, so outsiders see no members at all.
 */
public final class Memberships {
  private final Database database;

  Memberships(Database database) {
    this.database = database;
  }

  /** Returns the members; none for an outsider, who may see only public ones. */
  Paged<Account> members(Caller caller, Account organization, String role, Page page) {
    return database.read(handle ->
        OrganizationAccess.role(handle, caller, organization.id()) == OrganizationRole.OUTSIDER
            ? new Paged<>(List.of(), 0)
            : MembershipStore.members(handle, organization.id(), role, page));
  }

  /** Returns whether the user is a member. */
  boolean isMember(Account organization, String login) {
    return database.read(handle ->
        MembershipStore.user(handle, login)
            .flatMap(user -> MembershipStore.role(handle, organization.id(), user.id()))
            .isPresent());
  }

  /**
   * Returns a user's membership, for members and for the user themself.
   *
   * @throws ApiException 403 if an outsider asks about another user, 404 if there is no such
   *     membership
   */
  Membership get(Caller caller, Account organization, String login) {
    return database.read(handle -> {
      Optional<Account> user = MembershipStore.user(handle, login);
      if (user.filter(found -> found.id() == caller.id()).isEmpty()) {
        OrganizationAccess.requireMember(handle, caller, organization.id());
      }
      return user.flatMap(found -> find(handle, organization, found))
          .orElseThrow(ApiException::notFound);
    });
  }

  /**
   * Makes a user a member, or changes a member's role, at once.
   *
   * @throws ApiException 403 if the caller is not an owner, or no owner would be left; 404 if there
   *     is no such user
   */
  Membership put(Caller caller, Account organization, String login, String role) {
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      OrganizationAccess.requireOwner(handle, caller, organization.id());
      Account user = MembershipStore.user(handle, login).orElseThrow(ApiException::notFound);
      if (role.equals(Membership.MEMBER)) {
        keepAnOwner(handle, organization, user);
      }
      Optional<String> was = MembershipStore.role(handle, organization.id(), user.id());
      MembershipStore.put(handle, organization.id(), user.id(), role);
      if (was.isEmpty()) {
        AuditLog.add(transaction, added(organization, user, role));
      } else if (!was.get().equals(role)) {
        AuditLog.add(
            transaction,
            event(AuditAction.MEMBER_CHANGED, organization, user).changed("role", role, was.get()));
      }
      return new Membership(organization, user, role);
    });
  }

  /**
   * Ends a membership, and everything that came with it, at once. Members may leave by themselves.
   *
   * @throws ApiException 403 if the caller is neither an owner nor the member, or no owner would be
   *     left; 404 if the user is not a member
   */
  void remove(Caller caller, Account organization, String login) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      Optional<Account> user = MembershipStore.user(handle, login);
      if (user.filter(found -> isMember(handle, caller, organization, found)).isEmpty()) {
        OrganizationAccess.requireOwner(handle, caller, organization.id());
      }
      Membership membership =
          user.flatMap(found -> find(handle, organization, found))
              .orElseThrow(ApiException::notFound);
      keepAnOwner(handle, organization, membership.user());
      AuditLog.add(
          transaction,
          event(AuditAction.MEMBER_REMOVED, organization, membership.user())
              .with("role_was", membership.role()));
      MembershipStore.remove(handle, organization.id(), membership.user().id());
      transaction.changed(new Change.MemberLeft(organization.id(), membership.user().id()));
      return true;
    });
  }

  /** Returns the audit event for a new member. */
  static AuditEvent added(Account organization, Account user, String role) {
    return event(AuditAction.MEMBER_ADDED, organization, user).with("role", role);
  }

  private static AuditEvent event(AuditAction action, Account organization, Account user) {
    return new AuditEvent(action).owner(organization.id()).user(user.id());
  }

  /** Checks that the caller may change memberships; for use before the body is read. */
  void requireOwner(Caller caller, Account organization) {
    database.read(handle -> {
      OrganizationAccess.requireOwner(handle, caller, organization.id());
      return true;
    });
  }

  /**
   * Returns whether the user is the caller and a member, and the caller's token reaches the
   * organization.
   */
  private static boolean isMember(
      Handle handle, Caller caller, Account organization, Account user) {
    return user.id() == caller.id()
        && OrganizationAccess.role(handle, caller, organization.id())
            .atLeast(OrganizationRole.MEMBER);
  }

  private static Optional<Membership> find(Handle handle, Account organization, Account user) {
    return MembershipStore.role(handle, organization.id(), user.id())
        .map(role -> new Membership(organization, user, role));
  }

  private static void keepAnOwner(Handle handle, Account organization, Account user) {
    boolean owner =
        MembershipStore.role(handle, organization.id(), user.id())
            .filter(Membership.OWNER::equals)
            .isPresent();
    if (owner && !MembershipStore.hasOtherOwner(handle, organization.id(), user.id())) {
      throw ApiException.forbidden(
          "%s is the last owner of %s: make somebody else an owner first."
              .formatted(user.login(), organization.login()));
    }
  }
}
