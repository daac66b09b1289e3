// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import dev.atrium.access.Caller;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.TokenKind;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.error.ReferenceGone;
import dev.atrium.tokens.NewToken;
import dev.atrium.tokens.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The rules of installations: apps on accounts, and the tokens that apps get there. */
public final class Installations {
  private static final String RESOURCE = "Installation";
  private static final Duration TOKENS_LAST = Duration.ofHours(1);

  private final Database database;
  private final Tokens tokens;
  private final Clock clock;

  public Installations(Database database, Tokens tokens, Clock clock) {
    this.database = database;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Installs an app on an account, or changes its installation there. If a change takes something
   * away, the installation's tokens are revoked. Permissions are limited to those that the app has
   * at that time.
   *
   * @throws ApiException 404 if the app was deleted, 422 if a repository is not the account's
   */
  Saved install(App app, Account account, Wanted wanted) {
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      App present = AppStore.byId(handle, app.id()).orElseThrow(ApiException::notFound);
      Account on = Accounts.byId(handle, account.id()).orElseThrow(ReferenceGone::new);
      requireOwned(handle, account.id(), wanted.repositoryIds());
      Installation installation = installation(present, account, wanted);
      Optional<Installation> before = InstallationStore.on(handle, app.id(), account.id());
      long id = InstallationStore.save(handle, installation);
      boolean narrowed = before.isPresent() && !installation.covers(before.get());
      int revoked = narrowed ? Tokens.revokeInstallation(transaction, id) : 0;
      Installation saved = InstallationStore.byId(handle, id).orElseThrow();
      AuditAction action =
          before.isEmpty() ? AuditAction.APP_INSTALLED : AuditAction.INSTALLATION_CHANGED;
      AuditLog.add(
          transaction,
          event(action, saved)
              .with("permissions", saved.permissions())
              .with("repository_selection", saved.repositorySelection())
              .with("repository_ids", saved.repositoryIds())
              .with("tokens_revoked", revoked == 0 ? null : revoked));
      return new Saved(saved, on, before.isEmpty());
    });
  }

  private Installation installation(App app, Account account, Wanted wanted) {
    long now = clock.instant().getEpochSecond();
    Map<String, String> permissions =
        PermissionLevels.common(wanted.permissions(), app.permissions());
    return new Installation(
        0,
        app.id(),
        account.id(),
        wanted.selection(),
        wanted.repositoryIds(),
        PermissionLevels.withMetadata(permissions),
        now,
        now,
        null);
  }

  /**
   * Removes from an installation the permissions that its app no longer has. If it loses any, its
   * tokens are revoked.
   */
  static void limit(Transaction transaction, Installation of, App app) {
    Map<String, String> allowed =
        PermissionLevels.common(of.permissions(), PermissionLevels.withMetadata(app.permissions()));
    if (!allowed.equals(of.permissions())) {
      InstallationStore.setPermissions(transaction.handle(), of.id(), allowed, app.updatedAt());
      int revoked = Tokens.revokeInstallation(transaction, of.id());
      AuditLog.add(
          transaction,
          event(AuditAction.INSTALLATION_CHANGED, of)
              .changed("permissions", allowed, of.permissions())
              .with("tokens_revoked", revoked == 0 ? null : revoked));
    }
  }

  /** Returns an event for the audit log of the account that has the installation. */
  private static AuditEvent event(AuditAction action, Installation of) {
    return new AuditEvent(action)
        .owner(of.accountId())
        .with("installation_id", of.id())
        .with("app_id", of.appId());
  }

  private static void requireOwned(Handle handle, long accountId, List<Long> ids) {
    if (RepositoryAccess.owned(handle, accountId, ids).size() != ids.size()) {
      throw ApiException.invalid(
          FieldError.invalid(
              RESOURCE, "repository_ids", "repository_ids must be repositories of the account"));
    }
  }

  List<Installation> of(App app) {
    return database.read(handle -> InstallationStore.ofApp(handle, app.id()));
  }

  public List<Installation> on(Account account) {
    return database.read(handle -> InstallationStore.ofAccount(handle, account.id()));
  }

  /** Returns the app's installation on an account. */
  public Optional<Installation> on(long appId, long accountId) {
    return database.read(handle -> InstallationStore.on(handle, appId, accountId));
  }

  /**
   * Returns an installation of an app.
   *
   * @throws ApiException 404 if it does not exist or belongs to another app
   */
  Installation get(long appId, long id) {
    return database.read(handle -> stored(handle, appId, id));
  }

  private static Installation stored(Handle handle, long appId, long id) {
    return InstallationStore.byId(handle, id)
        .filter(installation -> installation.appId() == appId)
        .orElseThrow(ApiException::notFound);
  }

  /**
   * Suspends an installation and revokes its tokens, or resumes it. A suspended installation gets
   * no new tokens.
   */
  void suspend(long appId, long id, boolean suspended) {
    database.write(transaction -> {
      Installation installation = stored(transaction.handle(), appId, id);
      InstallationStore.suspend(
          transaction.handle(), id, suspended ? clock.instant().getEpochSecond() : null);
      AuditLog.add(
          transaction,
          event(
              suspended ? AuditAction.INSTALLATION_SUSPENDED : AuditAction.INSTALLATION_UNSUSPENDED,
              installation));
      if (suspended) {
        Tokens.revokeInstallation(transaction, id);
      }
      return true;
    });
  }

  /** Removes the app from the account, and its tokens with it. */
  void delete(long appId, long id) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Installation installation = stored(transaction.handle(), appId, id);
      auditRemoval(transaction, List.of(installation));
      return InstallationStore.delete(transaction.handle(), id);
    });
  }

  /** Records the removal of installations. To be called before they are deleted. */
  static void auditRemoval(Transaction transaction, List<Installation> gone) {
    AuditLog.add(
        transaction,
        gone.stream().map(each -> event(AuditAction.INSTALLATION_REMOVED, each)).toList());
  }

  /**
   * Creates a token that lasts one hour, for the whole installation or a part of it.
   *
   * @throws ApiException 403 if the installation is suspended, 422 if it does not have what is
   *     requested
   */
  Tokens.Made token(App app, long id, TokenRequest tokenRequest) {
    long until = clock.instant().plus(TOKENS_LAST).getEpochSecond();
    return database.write(transaction -> {
      Installation installation = held(transaction.handle(), app.id(), id);
      requireActive(installation);
      List<Long> repositories = repositories(transaction, installation, tokenRequest);
      boolean all = installation.allRepositories() && !tokenRequest.repositories();
      return tokens.make(
          transaction,
          new NewToken(
              TokenKind.INSTALLATION,
              app.botId(),
              app.name(),
              List.of(),
              installation.accountId(),
              all ? "all" : "selected",
              repositories,
              permissions(installation, tokenRequest),
              until,
              app.id(),
              id));
    });
  }

  /**
   * Creates a user's token of the app, for the app's installation on one account. It lasts until it
   * is revoked, but no longer than the token by which the user signed in.
   *
   * @throws ApiException 403 if the installation is suspended
   */
  public Tokens.Made userToken(Transaction transaction, App app, long id, Caller user) {
    Installation installation = held(transaction.handle(), app.id(), id);
    requireActive(installation);
    return tokens.make(
        transaction,
        new NewToken(
            TokenKind.APP_USER,
            user.id(),
            app.name(),
            List.of(),
            installation.accountId(),
            installation.repositorySelection(),
            installation.repositoryIds(),
            installation.permissions(),
            user.expiresAt(),
            app.id(),
            id));
  }

  /**
   * Returns an installation whose row stays locked until the transaction ends. Whatever revokes the
   * installation's tokens changes that row first, so it waits for the new token and revokes it too.
   */
  private static Installation held(Handle handle, long appId, long id) {
    InstallationStore.hold(handle, id);
    return stored(handle, appId, id);
  }

  private static void requireActive(Installation installation) {
    if (installation.suspendedAt() != null) {
      throw ApiException.forbidden("This installation has been suspended");
    }
  }

  private static Map<String, String> permissions(
      Installation installation, TokenRequest tokenRequest) {
    if (!PermissionLevels.cover(installation.permissions(), tokenRequest.permissions())) {
      throw ApiException.unprocessable(
          "The permissions requested are not granted to this installation.");
    }
    return tokenRequest.permissions().isEmpty()
        ? installation.permissions()
        : PermissionLevels.withMetadata(tokenRequest.permissions());
  }

  private static List<Long> repositories(
      Transaction transaction, Installation installation, TokenRequest tokenRequest) {
    if (!tokenRequest.repositories()) {
      return installation.repositoryIds();
    }
    Handle handle = transaction.handle();
    List<Long> wanted = tokenRequest.ids(handle, installation.accountId());
    boolean reached =
        installation.allRepositories()
            ? RepositoryAccess.owned(handle, installation.accountId(), wanted).size()
                == wanted.size()
            : Set.copyOf(installation.repositoryIds()).containsAll(wanted);
    if (!reached) {
      throw TokenRequest.unreachable();
    }
    return wanted;
  }

  /**
   * The wanted state of an installation.
   *
   * @param selection all or selected
   */
  record Wanted(String selection, List<Long> repositoryIds, Map<String, String> permissions) {}

  /**
   * A saved installation.
   *
   * @param made false if it existed before
   */
  record Saved(Installation installation, Account account, boolean made) {}
}
