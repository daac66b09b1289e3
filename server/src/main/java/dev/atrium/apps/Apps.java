// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.directory.Account;
import dev.atrium.directory.Users;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.tokens.TokenText;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rules of apps: site admins register, change and delete them; everybody can find them. */
public final class Apps {
  private static final int CLIENT_ID = 14;
  private static final int SECRET = 40;

  private final Database database;
  private final Users users;
  private final Clock clock;

  public Apps(Database database, Users users, Clock clock) {
    this.database = database;
    this.users = users;
    this.clock = clock;
  }

  /**
   * Registers an app with a client secret. A GitHub App also gets a bot and a first key.
   *
   * @throws ApiException 422 if the name is taken
   */
  Registered register(App wanted) {
    KeyPair pair = AppKeys.make();
    String secret = TokenText.random("", SECRET);
    long now = clock.instant().getEpochSecond();
    return database.write(transaction -> {
      Account bot =
          wanted.isOAuth() ? null : users.appBot(transaction, AppFields.RESOURCE, wanted.slug());
      long id =
          AppStore.insert(transaction.handle(), withSecrets(wanted, bot, secret, now))
              .orElseThrow(() ->
                  ApiException.invalid(
                      FieldError.alreadyExists(
                          AppFields.RESOURCE, "name", "name is already taken")));
      if (bot != null) {
        AppStore.addKey(transaction.handle(), id, AppKeys.stored(pair), now);
      }
      App app = AppStore.byId(transaction.handle(), id).orElseThrow();
      AuditLog.add(
          transaction,
          event(AuditAction.APP_CREATED, app)
              .with("permissions", app.permissions().isEmpty() ? null : app.permissions())
              .with("coding_agent", app.codingAgent()));
      return new Registered(app, secret, bot == null ? null : AppKeys.pem(pair));
    });
  }

  private static App withSecrets(App app, @Nullable Account bot, String secret, long now) {
    return new App(
        0,
        app.kind(),
        app.slug(),
        app.name(),
        app.ownerId(),
        bot == null ? 0 : bot.id(),
        TokenText.random(app.isOAuth() ? "Ov23li" : "Iv23li", CLIENT_ID),
        TokenText.digest(secret),
        app.description(),
        app.url(),
        app.callbackUrls(),
        app.permissions(),
        app.codingAgent(),
        app.deviceFlow(),
        now,
        now);
  }

  List<App> all() {
    return database.read(AppStore::all);
  }

  /**
   * Returns an app by its slug.
   *
   * @throws ApiException 404 if there is no such app
   */
  App get(String slug) {
    return database
        .read(handle -> AppStore.bySlug(handle, slug))
        .orElseThrow(ApiException::notFound);
  }

  public Optional<App> byClientId(String clientId) {
    return database.read(handle -> AppStore.byClientId(handle, clientId));
  }

  /**
   * Returns an app by its id.
   *
   * @throws ApiException 404 if there is no such app
   */
  public App get(long id) {
    return database.read(handle -> AppStore.byId(handle, id)).orElseThrow(ApiException::notFound);
  }

  long installations(App app) {
    return database.read(handle -> InstallationStore.count(handle, app.id()));
  }

  /**
   * Changes an app. A changed {@code codingAgent} takes effect at the next request of the app's
   * tokens. Permissions that the app loses are removed from its installations, whose tokens are
   * then revoked.
   *
   * @param change computes the new app from the one stored at that time
   */
  App update(long id, UnaryOperator<App> change) {
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      App was = AppStore.byId(transaction.handle(), id).orElseThrow(ApiException::notFound);
      App app = change.apply(was);
      AppStore.update(transaction.handle(), app);
      AuditLog.add(
          transaction,
          event(AuditAction.APP_CHANGED, app)
              .changed("permissions", app.permissions(), was.permissions())
              .changed("coding_agent", app.codingAgent(), was.codingAgent())
              .changed("device_flow", app.deviceFlow(), was.deviceFlow())
              .with("fields", changedTexts(app, was)));
      InstallationStore.ofApp(transaction.handle(), app.id())
          .forEach(of -> Installations.limit(transaction, of, app));
      return app;
    });
  }

  /** Returns the names of changed fields whose values the audit log does not record. */
  private static List<String> changedTexts(App now, App was) {
    List<String> names = new ArrayList<>();
    if (!Objects.equals(now.description(), was.description())) {
      names.add("description");
    }
    if (!now.url().equals(was.url())) {
      names.add("url");
    }
    if (!now.callbackUrls().equals(was.callbackUrls())) {
      names.add("callback_urls");
    }
    return names;
  }

  /** Returns an event for the audit log of the app's owner. */
  private static AuditEvent event(AuditAction action, App app) {
    return new AuditEvent(action)
        .owner(app.ownerId())
        .with("app_id", app.id())
        .with("app", app.slug());
  }

  /**
   * Deletes an app with its installations, keys and tokens. What its bot made passes to the ghost.
   *
   * @throws ApiException 404 if the app is gone
   */
  void delete(App app) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      App stored =
          AppStore.byId(transaction.handle(), app.id()).orElseThrow(ApiException::notFound);
      Installations.auditRemoval(
          transaction, InstallationStore.ofApp(transaction.handle(), app.id()));
      AuditLog.add(transaction, event(AuditAction.APP_DELETED, stored));
      AppStore.delete(transaction.handle(), app.id());
      users.deleteAppBot(transaction, app.botId());
      return true;
    });
  }

  /** Adds a key. Other keys stay valid until they are deleted. */
  NewKey addKey(App app) {
    KeyPair pair = AppKeys.make();
    long now = clock.instant().getEpochSecond();
    long id =
        database.write(transaction -> {
          AuditLog.add(transaction, event(AuditAction.APP_KEY_ADDED, app));
          return AppStore.addKey(transaction.handle(), app.id(), AppKeys.stored(pair), now);
        });
    return new NewKey(id, AppKeys.pem(pair));
  }

  /** Deletes a key. Returns false if the app does not have it. */
  boolean deleteKey(App app, long id) {
    return database.write(transaction -> {
      boolean deleted = AppStore.deleteKey(transaction.handle(), app.id(), id);
      if (deleted) {
        AuditLog.add(transaction, event(AuditAction.APP_KEY_REMOVED, app).with("key_id", id));
      }
      return deleted;
    });
  }

  /** A newly registered app. Its secrets are shown only this once. */
  record Registered(App app, String clientSecret, @Nullable String pem) {}

  /** A new key. Its private part is shown only this once. */
  record NewKey(long id, String pem) {}
}
