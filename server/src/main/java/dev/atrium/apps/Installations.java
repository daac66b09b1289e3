// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import dev.atrium.access.TokenKind;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.directory.Account;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.tokens.NewToken;
import dev.atrium.tokens.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Apps on accounts, and the tokens they are given there. */
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
   * Puts an app on an account, or changes what it has there; tokens that reach further than it does
   * from then on are revoked. It has no permission that the app does not have by then.
   *
   * @throws ApiException 404 for an app that has gone, 422 for repositories that are not the
   *     account's
   */
  Saved install(App app, Account account, Wanted wanted) {
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      App present = AppStore.byId(handle, app.id()).orElseThrow(ApiException::notFound);
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
      return new Saved(saved, before.isEmpty());
    });
  }

  private Installation installation(App app, Account account, Wanted wanted) {
    long now = clock.instant().getEpochSecond();
    Map<String, String> permissions = Levels.common(wanted.permissions(), app.permissions());
    return new Installation(
        0,
        app.id(),
        account.id(),
        wanted.selection(),
        wanted.repositoryIds(),
        Levels.withMetadata(permissions),
        now,
        now,
        null);
  }

  /** Takes from an installation what its app no longer has. */
  static void limit(Transaction transaction, Installation of, App app) {
    Map<String, String> allowed =
        Levels.common(of.permissions(), Levels.withMetadata(app.permissions()));
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

  /** The log of the account that the app is on has what happens to it there. */
  private static AuditEvent event(AuditAction action, Installation of) {
    return new AuditEvent(action)
        .owner(of.accountId())
        .with("installation_id", of.id())
        .with("app_id", of.appId());
  }

  private static void requireOwned(Handle handle, long accountId, List<Long> ids) {
    if (InstallationStore.owned(handle, accountId, ids).size() != ids.size()) {
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

  /** Where the app is, on that account. */
  public Optional<Installation> on(long appId, long accountId) {
    return database.read(handle -> InstallationStore.on(handle, appId, accountId));
  }

  /**
   * One of the app's.
   *
   * @throws ApiException 404 for another app's as for none
   */
  Installation get(long appId, long id) {
    return database.read(handle -> stored(handle, appId, id));
  }

  private static Installation stored(Handle handle, long appId, long id) {
    return InstallationStore.byId(handle, id)
        .filter(installation -> installation.appId() == appId)
        .orElseThrow(ApiException::notFound);
  }

  /** A suspended one has no tokens, and gets none. */
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

  /** Takes the app off the account, and its tokens with it. */
  void delete(long appId, long id) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Installation installation = stored(transaction.handle(), appId, id);
      auditRemoval(transaction, installation);
      return InstallationStore.delete(transaction.handle(), id);
    });
  }

  /** To be called before it is gone. */
  static void auditRemoval(Transaction transaction, Installation installation) {
    AuditLog.add(transaction, event(AuditAction.INSTALLATION_REMOVED, installation));
  }

  /**
   * A token of an hour, of all that the installation has or of a part of it.
   *
   * @throws ApiException 403 for a suspended installation, 422 for what it does not have
   */
  Tokens.Made token(App app, long id, Narrowing narrowing) {
    long until = clock.instant().plus(TOKENS_LAST).getEpochSecond();
    return database.write(transaction -> {
      Installation installation = stored(transaction.handle(), app.id(), id);
      requireActive(installation);
      List<Long> repositories = repositories(transaction, installation, narrowing);
      boolean all = installation.allRepositories() && !narrowing.repositories();
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
              permissions(installation, narrowing),
              until,
              app.id(),
              id));
    });
  }

  /**
   * A user's token of the app, for what the app has on one account. It lasts until it is revoked.
   *
   * @throws ApiException 403 for a suspended installation
   */
  public Tokens.Made userToken(Transaction transaction, App app, long id, long userId) {
    Installation installation = stored(transaction.handle(), app.id(), id);
    requireActive(installation);
    return tokens.make(
        transaction,
        new NewToken(
            TokenKind.APP_USER,
            userId,
            app.name(),
            List.of(),
            installation.accountId(),
            installation.repositorySelection(),
            installation.repositoryIds(),
            installation.permissions(),
            null,
            app.id(),
            id));
  }

  private static void requireActive(Installation installation) {
    if (installation.suspendedAt() != null) {
      throw ApiException.forbidden("This installation has been suspended");
    }
  }

  private static Map<String, String> permissions(Installation installation, Narrowing narrowing) {
    if (!Levels.cover(installation.permissions(), narrowing.permissions())) {
      throw ApiException.invalid(
          FieldError.invalid(
              RESOURCE,
              "permissions",
              "The permissions requested are not granted to this installation."));
    }
    return narrowing.permissions().isEmpty()
        ? installation.permissions()
        : Levels.withMetadata(narrowing.permissions());
  }

  private static List<Long> repositories(
      Transaction transaction, Installation installation, Narrowing narrowing) {
    if (!narrowing.repositories()) {
      return installation.repositoryIds();
    }
    Handle handle = transaction.handle();
    List<Long> wanted = narrowing.ids(handle, installation.accountId());
    boolean reached =
        installation.allRepositories()
            ? InstallationStore.owned(handle, installation.accountId(), wanted).size()
                == wanted.size()
            : installation.repositoryIds().containsAll(wanted);
    if (!reached) {
      throw Narrowing.unreachable();
    }
    return wanted;
  }

  /**
   * What an installation is to have.
   *
   * @param selection all or selected
   */
  record Wanted(String selection, List<Long> repositoryIds, Map<String, String> permissions) {}

  /** What came of it; {@code made} is false when it was there before. */
  record Saved(Installation installation, boolean made) {}
}
