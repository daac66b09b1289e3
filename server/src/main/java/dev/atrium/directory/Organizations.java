// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Caller;
import dev.atrium.access.OrganizationAccess;
import dev.atrium.access.OrganizationRole;
import dev.atrium.access.VisibleRepositories;
import dev.atrium.access.VisibleRepositories.Wanted;
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
import java.time.Clock;
import java.util.Optional;

/** The operations on organizations: site admins create them, their owners administer them. */
public final class Organizations {
  private static final String RESOURCE = "Organization";

  private final Database database;
  private final Users users;
  private final Logins logins;
  private final Clock clock;

  public Organizations(Database database, Users users, Logins logins, Clock clock) {
    this.database = database;
    this.users = users;
    this.logins = logins;
    this.clock = clock;
  }

  /**
   * Returns the organization with the login. Everyone who is signed in may know that it exists.
   *
   * @throws ApiException 404 if there is none
   */
  public Account get(String login) {
    return database
        .read(handle -> OrganizationStore.byLogin(handle, login))
        .orElseThrow(ApiException::notFound);
  }

  /**
   * Returns the organization with the id.
   *
   * @throws ApiException 404 if there is none
   */
  public Account get(long id) {
    return users.find(id).filter(Account::isOrganization).orElseThrow(ApiException::notFound);
  }

  /**
   * Returns the number of the organization's private repositories. For a token without scopes, it
   * counts only those that the token was granted.
   */
  long privateRepositories(Caller caller, Account organization) {
    return database.read(handle ->
        caller.kind().scoped()
            ? AccountStore.privateRepositories(handle, organization.id())
            : VisibleRepositories.count(handle, caller, Wanted.privateOnes(organization.id())));
  }

  /** Returns the caller's role in the organization. */
  public OrganizationRole role(Caller caller, Account organization) {
    return database.read(handle -> OrganizationAccess.role(handle, caller, organization.id()));
  }

  /**
   * Returns the organization, for its owners.
   *
   * @throws ApiException 404 if there is none, 403 if the caller is not an owner
   */
  Account administered(Caller caller, String login) {
    return database.read(handle -> {
      Account found = OrganizationStore.byLogin(handle, login).orElseThrow(ApiException::notFound);
      OrganizationAccess.requireOwner(handle, caller, found.id());
      return found;
    });
  }

  /**
   * Returns the organizations that the caller belongs to. A token limited to one owner gets that
   * one only.
   */
  Paged<Account> of(Caller caller, Page page) {
    return database.read(
        handle -> OrganizationStore.ofUser(handle, caller.id(), caller.resourceOwnerId(), page));
  }

  /**
   * Creates an organization with its first owner.
   *
   * @throws ApiException 422 if the login is not allowed or is taken, or {@code admin} is not a
   *     user
   */
  Account create(String login, String admin, Optional<String> profileName) {
    logins.check(RESOURCE, login);
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Account owner =
          MembershipStore.user(transaction.handle(), admin)
              .orElseThrow(() ->
                  ApiException.invalid(
                      FieldError.invalid(RESOURCE, "admin", "admin must be the login of a user")));
      Account made = users.insert(transaction, Account.Kind.ORGANIZATION, RESOURCE, login);
      profileName.ifPresent(name -> AccountStore.setName(transaction.handle(), made.id(), name));
      AuditLog.add(transaction, new AuditEvent(AuditAction.ORGANIZATION_CREATED).owner(made.id()));
      MembershipStore.put(transaction.handle(), made.id(), owner.id(), Membership.OWNER);
      AuditLog.add(transaction, Memberships.added(made, owner, Membership.OWNER));
      return stored(transaction, made);
    });
  }

  /**
   * Changes the profile and the defaults. Fields that were not sent keep what another writer may
   * have set.
   */
  Account update(Caller caller, Account organization, OrganizationChange change) {
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      OrganizationAccess.requireOwner(transaction.handle(), caller, organization.id());
      Account was = stored(transaction, organization);
      Account now = change.applyTo(was, clock.instant().getEpochSecond());
      OrganizationStore.update(transaction.handle(), now);
      OrganizationAudit.changed(transaction, was, now);
      return now;
    });
  }

  /** Renames an organization and its own bot. */
  void rename(Account organization, String login) {
    users.rename(organization, RESOURCE, login);
  }

  /**
   * Deletes an organization with its memberships, teams, repositories, spaces and bots, and the
   * tokens that reach only it. Its members' accounts stay.
   */
  void delete(Caller caller, Account organization) {
    users.delete(
        organization, handle -> OrganizationAccess.requireOwner(handle, caller, organization.id()));
  }

  private static Account stored(Transaction transaction, Account organization) {
    return AccountStore.byId(transaction.handle(), organization.id())
        .orElseThrow(ApiException::notFound);
  }
}
