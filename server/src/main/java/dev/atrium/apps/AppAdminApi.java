// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.TokenAccess;
import dev.atrium.directory.Account;
import dev.atrium.directory.Users;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.tokens.PermissionFields;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The operations by which site admins register and install apps. GitHub offers both only on its
 * pages, so these operations are our own.
 */
public final class AppAdminApi {
  /** The largest number of repositories that one request gives an installation. */
  private static final int MOST_REPOSITORIES = 5_000;

  private final Apps apps;
  private final Installations installations;
  private final Users users;
  private final Urls urls;
  private final Clock clock;

  public AppAdminApi(Apps apps, Installations installations, Users users, Urls urls, Clock clock) {
    this.apps = apps;
    this.installations = installations;
    this.users = users;
    this.urls = urls;
    this.clock = clock;
  }

  public Response create(Request request) {
    TokenAccess.requireSiteAdmin(request.caller());
    return Response.created(create(request.fields(AppFields.RESOURCE)));
  }

  /**
   * Registers the app that the fields describe. No later answer contains its client secret or this
   * private key.
   */
  public ObjectNode create(Fields fields) {
    fields.require("owner");
    Optional<Account> owner = account(fields, "owner");
    App wanted = AppFields.create(fields, owner.orElse(ghost()));
    fields.check();
    Apps.Registered made = apps.register(wanted);
    return AppJson.registration(made.app(), owner(made.app()), 0, urls)
        .put("client_secret", made.clientSecret())
        .put("pem", made.pem());
  }

  public Response list(Request request) {
    TokenAccess.requireSiteAdmin(request.caller());
    return Response.ok(apps.all().stream().map(this::registration).toList());
  }

  public Response get(Request request) {
    return Response.ok(registration(app(request)));
  }

  public Response update(Request request) {
    App app = app(request);
    Fields fields = request.fields(AppFields.RESOURCE);
    long now = clock.instant().getEpochSecond();
    AppFields.change(fields, app, now);
    fields.check();
    return Response.ok(
        registration(apps.update(app.id(), stored -> AppFields.change(fields, stored, now))));
  }

  public Response delete(Request request) {
    apps.delete(app(request));
    return Response.noContent();
  }

  public Response addKey(Request request) {
    App app = app(request);
    if (app.isOAuth()) {
      throw ApiException.conflict("An OAuth app has no keys.");
    }
    Apps.NewKey key = apps.addKey(app);
    return Response.created(
        Json.mapper().createObjectNode().put("id", key.id()).put("pem", key.pem()));
  }

  public Response deleteKey(Request request) {
    if (!apps.deleteKey(app(request), request.number("key_id"))) {
      throw ApiException.notFound();
    }
    return Response.noContent();
  }

  public Response install(Request request) {
    App app = app(request);
    Installations.Saved saved = install(app, request.fields("Installation"));
    ObjectNode body = AppJson.installation(saved.installation(), app, saved.account(), urls);
    return saved.made() ? Response.created(body) : Response.ok(body);
  }

  /** Installs an app, given by its slug, on the account that the fields name. */
  public void install(String slug, Fields fields) {
    install(apps.get(slug), fields);
  }

  private Installations.Saved install(App app, Fields fields) {
    if (app.isOAuth()) {
      throw ApiException.conflict("An OAuth app is not installed: its users sign in to it.");
    }
    fields.require("account");
    Optional<Account> account = account(fields, "account");
    String selection = fields.oneOf("repository_selection", List.of("all", "selected")).or("all");
    List<Long> ids = fields.integers("repository_ids", MOST_REPOSITORIES).or(List.of());
    Map<String, String> permissions = PermissionFields.read(fields);
    if (!PermissionLevels.cover(app.permissions(), permissions)) {
      fields.fault(
          FieldError.invalid(
              fields.resource(), "permissions", "permissions must be within those of the app"));
    }
    fields.check();
    return installations.install(
        app,
        account.orElseThrow(),
        new Installations.Wanted(
            selection,
            selection.equals("selected") ? ids.stream().distinct().toList() : List.of(),
            permissions.isEmpty() ? app.permissions() : permissions));
  }

  public Response uninstall(Request request) {
    installations.delete(app(request).id(), request.number("installation_id"));
    return Response.noContent();
  }

  private Optional<Account> account(Fields fields, String field) {
    String login = fields.text(field, 255).or("");
    Optional<Account> found =
        users
            .find(login)
            .filter(account -> account.kind() != Account.Kind.BOT && account.id() != Account.GHOST);
    if (found.isEmpty() && fields.errors().isEmpty()) {
      fields.fault(
          FieldError.invalid(fields.resource(), field, field + " must be a user or organization"));
    }
    return found;
  }

  private App app(Request request) {
    TokenAccess.requireSiteAdmin(request.caller());
    return apps.get(request.parameter("app_slug"));
  }

  private ObjectNode registration(App app) {
    return AppJson.registration(app, owner(app), apps.installations(app), urls);
  }

  private Account owner(App app) {
    return users
        .find(Objects.requireNonNullElse(app.ownerId(), Account.GHOST))
        .orElseGet(this::ghost);
  }

  private Account ghost() {
    return users.find(Account.GHOST).orElseThrow();
  }
}
