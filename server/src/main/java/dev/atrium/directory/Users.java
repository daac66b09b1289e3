// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The operations on users: site admins create, rename, suspend and delete them. */
public final class Users {
  /**
   * End of the login of an organization's own bot, after the organization's login. An app's slug
   * has no dot, so an app's bot is never mistaken for it.
   */
  static final String BOT = ".atrium[bot]";

  private static final String APP_BOT = "[bot]";

  private final Database database;
  private final Logins logins;
  private final Clock clock;

  Users(Database database, Logins logins, Clock clock) {
    this.database = database;
    this.logins = logins;
    this.clock = clock;
  }

  /**
   * Returns the account with the login, whatever its kind: the endpoints for users show
   * organizations too.
   */
  public Optional<Account> find(String login) {
    return database.read(handle -> AccountStore.byLogin(handle, login));
  }

  public Optional<Account> find(long id) {
    return database.read(handle -> AccountStore.byId(handle, id));
  }

  /** Returns those of the accounts that exist, by id. */
  public Map<Long, Account> find(Collection<Long> ids) {
    return database.read(handle -> AccountStore.byIds(handle, ids));
  }

  /** Returns users and organizations in the order in which they were made, after one of them. */
  List<Account> after(long id, int limit) {
    return database.select(handle -> AccountStore.after(handle, id, limit));
  }

  public long publicRepositories(Account account) {
    return database.read(handle -> AccountStore.publicRepositories(handle, account.id()));
  }

  /**
   * Creates a user.
   *
   * @throws ApiException 422 if the login is not allowed or is taken
   */
  Account create(NewUser user) {
    logins.check("User", user.login());
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Account made = insert(transaction, Account.Kind.USER, "User", user.login());
      user.email()
          .ifPresent(email -> AccountStore.setEmail(transaction.handle(), made.id(), email));
      if (user.suspended()) {
        AccountStore.setSuspended(transaction.handle(), made.id(), true);
      }
      AuditLog.add(transaction, new AuditEvent(AuditAction.USER_CREATED).user(made.id()));
      return AccountStore.byId(transaction.handle(), made.id()).orElseThrow();
    });
  }

  /**
   * Returns the bot that installation tokens of the organization act as; creates it on first use.
   *
   * @throws ApiException 404 if the organization is gone
   */
  public Account bot(Transaction transaction, long organizationId) {
    Handle handle = transaction.handle();
    return AccountStore.botOf(handle, organizationId, BOT)
        .orElseGet(() -> {
          transaction.changed(new Change.Directory()); // Waits for renames and deletions.
          return AccountStore.botOf(handle, organizationId, BOT)
              .orElseGet(() -> newBot(transaction, organizationId));
        });
  }

  private Account newBot(Transaction transaction, long organizationId) {
    Account organization =
        AccountStore.byId(transaction.handle(), organizationId).orElseThrow(ApiException::notFound);
    Account made = insert(transaction, Account.Kind.BOT, "Bot", organization.login() + BOT);
    AuditLog.add(
        transaction,
        new AuditEvent(AuditAction.APP_INSTALLED).owner(organizationId).user(made.id()));
    return made;
  }

  /**
   * Creates the bot that an app acts as, named by the app's slug.
   *
   * @throws ApiException 422 if another bot has the login
   */
  public Account appBot(Transaction transaction, String resource, String slug) {
    transaction.changed(new Change.Directory());
    return AccountStore.insert(
            transaction.handle(),
            Account.Kind.BOT,
            slug + APP_BOT,
            clock.instant().getEpochSecond())
        .orElseThrow(() ->
            ApiException.invalid(
                FieldError.alreadyExists(resource, "name", "name is already taken")));
  }

  /** Returns the site admin {@code admin}; creates the account if it is missing. */
  public Account siteAdmin(Transaction transaction) {
    Account admin =
        AccountStore.byLogin(transaction.handle(), "admin")
            .or(() ->
                AccountStore.insert(
                    transaction.handle(),
                    Account.Kind.USER,
                    "admin",
                    clock.instant().getEpochSecond()))
            .orElseThrow();
    if (!admin.siteAdmin()) {
      AccountStore.setSiteAdmin(transaction.handle(), admin.id());
      AuditLog.add(transaction, new AuditEvent(AuditAction.USER_PROMOTED).user(admin.id()));
    }
    return admin;
  }

  Account insert(Transaction transaction, Account.Kind kind, String resource, String login) {
    return AccountStore.insert(transaction.handle(), kind, login, clock.instant().getEpochSecond())
        .orElseThrow(() -> taken(resource));
  }

  /**
   * Renames an account, and an organization's own bot with it. Requests for its repositories under
   * the old login are redirected.
   *
   * @throws ApiException 404 if the account is gone, 422 if the login is not allowed or is taken
   */
  void rename(Account account, String resource, String login) {
    logins.check(resource, login);
    long now = clock.instant().getEpochSecond();
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      Account was = AccountStore.byId(handle, account.id()).orElseThrow(ApiException::notFound);
      transaction.changed(new Change.AccountRenamed(was.id(), login));
      Optional<Account> bot = AccountStore.botOf(handle, was.id(), BOT);
      if (!AccountStore.rename(handle, was.id(), login, now)
          || (bot.isPresent() && !AccountStore.rename(handle, bot.get().id(), login + BOT, now))) {
        throw taken(resource);
      }
      AuditLog.add(transaction, renamed(was));
      return true;
    });
  }

  private static AuditEvent renamed(Account was) {
    return was.isOrganization()
        ? new AuditEvent(AuditAction.ORGANIZATION_RENAMED)
            .owner(was.id())
            .with("org_was", was.login())
        : new AuditEvent(AuditAction.USER_RENAMED).user(was.id()).with("old_user", was.login());
  }

  /** Suspends or unsuspends a user. All tokens of a suspended user are refused. */
  void suspend(Account user, boolean suspended) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      if (AccountStore.setSuspended(transaction.handle(), user.id(), suspended)) {
        AuditAction action = suspended ? AuditAction.USER_SUSPENDED : AuditAction.USER_UNSUSPENDED;
        AuditLog.add(transaction, new AuditEvent(action).user(user.id()));
      }
      return true;
    });
  }

  /**
   * Deletes a user, as {@link #delete(Account, Consumer)} does.
   *
   * @throws ApiException 422 if organizations would be left without an active owner; it names them
   */
  public void delete(Account user) {
    delete(
        user,
        handle -> {
          List<String> alone = MembershipStore.ownedAlone(handle, user.id());
          if (!alone.isEmpty()) {
            throw ApiException.invalid(
                FieldError.unprocessable(
                    "User",
                    "username",
                    "%s is the last owner of %s: make somebody else an owner first."
                        .formatted(user.login(), String.join(", ", alone))));
          }
        });
  }

  /**
   * Deletes an account with its own spaces and repositories; what a user made elsewhere goes to the
   * ghost (behaviour §3). Memberships are deleted first, as when a single one ends.
   *
   * @param check throws to refuse the deletion; runs inside the write
   * @throws ApiException 404 if the account is gone
   */
  void delete(Account account, Consumer<Handle> check) {
    database.write(transaction -> {
      // Waits for others that change accounts, so that the check sees what they leave.
      transaction.changed(new Change.Directory());
      if (AccountStore.byId(transaction.handle(), account.id()).isEmpty()) {
        throw ApiException.notFound();
      }
      check.accept(transaction.handle());
      delete(transaction, account.id());
      return true;
    });
  }

  /** Deletes the bot of an app that is deleted in the same unit of work. */
  public void deleteAppBot(Transaction transaction, long id) {
    delete(transaction, id);
  }

  /** Deletes an account with its bots: those of its apps and, for an organization, its own. */
  private void delete(Transaction transaction, long id) {
    transaction.changed(new Change.Directory());
    Handle handle = transaction.handle();
    AccountStore.byId(handle, id).ifPresent(found -> auditDeletion(transaction, found));
    MembershipStore.removeAll(handle, id);
    List<Long> bots = AccountStore.botIds(handle, id, BOT);
    transaction.changed(new Change.AccountDeleted(id));
    AccountStore.delete(handle, id);
    bots.forEach(bot -> delete(transaction, bot));
  }

  /** Audits the deletion of an account and the end of its memberships. */
  private static void auditDeletion(Transaction transaction, Account account) {
    AuditLog.add(
        transaction,
        MembershipStore.organizationIds(transaction.handle(), account.id()).stream()
            .map(id -> new AuditEvent(AuditAction.MEMBER_REMOVED).owner(id).user(account.id()))
            .toList());
    switch (account.kind()) {
      case USER ->
          AuditLog.add(transaction, new AuditEvent(AuditAction.USER_DELETED).user(account.id()));
      case ORGANIZATION ->
          AuditLog.add(
              transaction, new AuditEvent(AuditAction.ORGANIZATION_DELETED).owner(account.id()));
      case BOT -> {
        // A bot is deleted with its owner or its app, and that is audited.
      }
    }
  }

  private static ApiException taken(String resource) {
    return ApiException.invalid(
        FieldError.alreadyExists(resource, "login", "login is already taken"));
  }

  /** The data that a site admin gives for a new user. */
  record NewUser(String login, Optional<String> email, boolean suspended) {}
}
