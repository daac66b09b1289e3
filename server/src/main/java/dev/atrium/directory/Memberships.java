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
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Who belongs to an organization. Every membership is private, as GitHub's are by default: there is
 * no way to publish one, so that outsiders see no members at all.
 */
public final class Memberships {
  private final Database database;

  Memberships(Database database) {
    this.database = database;
  }

  /** The members; none for an outsider, who would see the public ones only. */
  List<Account> members(Caller caller, Account organization, String role, Page page) {
    return database.read(handle ->
        OrganizationAccess.role(handle, caller, organization.id()) == OrganizationRole.OUTSIDER
            ? List.of()
            : MembershipStore.members(handle, organization.id(), role, page));
  }

  /** Whether the user is a member. */
  boolean isMember(Account organization, String login) {
    return database.read(handle ->
        MembershipStore.user(handle, login)
            .flatMap(user -> MembershipStore.role(handle, organization.id(), user.id()))
            .isPresent());
  }

  /**
   * The membership of a user, for members and for the user themself.
   *
   * @throws ApiException 403 for an outsider who asks about another, 404 when there is none
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
   * Makes the user a member, or gives a member another role, at once.
   *
   * @throws ApiException 403 unless by an owner, or when no owner would be left; 404 for no user
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
   * Ends a membership, and everything that came of it, at once. Members may leave by themselves.
   *
   * @throws ApiException 403 unless by an owner or the member, or when no owner would be left; 404
   *     for no member
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

  /** That somebody became a member. */
  static AuditEvent added(Account organization, Account user, String role) {
    return event(AuditAction.MEMBER_ADDED, organization, user).with("role", role);
  }

  private static AuditEvent event(AuditAction action, Account organization, Account user) {
    return new AuditEvent(action).owner(organization.id()).user(user.id());
  }

  /** Lets through who may change memberships, before a body is looked at. */
  void requireOwner(Caller caller, Account organization) {
    database.read(handle -> {
      OrganizationAccess.requireOwner(handle, caller, organization.id());
      return true;
    });
  }

  /** Whether the user is the caller, with a token that reaches the organization they belong to. */
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
