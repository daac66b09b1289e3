// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Caller;
import dev.atrium.access.OrganizationAccess;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrants;
import dev.atrium.access.RepositoryRole;
import dev.atrium.access.TokenAccess;
import dev.atrium.db.Database;
import dev.atrium.directory.Account;
import dev.atrium.directory.Users;
import dev.atrium.error.ApiException;
import dev.atrium.http.Fields;
import dev.atrium.http.Json;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.repositories.RepositoryAnswers;
import dev.atrium.tokens.NewToken;
import dev.atrium.tokens.PermissionFields;
import dev.atrium.tokens.Tokens;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The operations that apps call for themselves, and those that show apps to others. */
public final class AppsApi {
  private final Database database;
  private final Apps apps;
  private final Installations installations;
  private final Tokens tokens;
  private final Users users;
  private final Urls urls;

  public AppsApi(
      Database database,
      Apps apps,
      Installations installations,
      Tokens tokens,
      Users users,
      Urls urls) {
    this.database = database;
    this.apps = apps;
    this.installations = installations;
    this.tokens = tokens;
    this.users = users;
    this.urls = urls;
  }

  public Response authenticated(Request request) {
    App app = app(request);
    // GitHub shows the count only to the app itself.
    return Response.ok(integration(app).put("installations_count", apps.installations(app)));
  }

  public Response bySlug(Request request) {
    return Response.ok(integration(apps.get(request.parameter("app_slug"))));
  }

  public Response list(Request request) {
    App app = app(request);
    Page page = Page.of(request);
    return page.answer(
        request, urls, page.slice(installations.of(app)), of -> installation(of, app));
  }

  public Response get(Request request) {
    App app = app(request);
    return Response.ok(
        installation(installations.get(app.id(), request.number("installation_id")), app));
  }

  public Response delete(Request request) {
    installations.delete(request.caller().appId(), request.number("installation_id"));
    return Response.noContent();
  }

  public Response suspend(Request request) {
    installations.suspend(request.caller().appId(), request.number("installation_id"), true);
    return Response.noContent();
  }

  public Response unsuspend(Request request) {
    installations.suspend(request.caller().appId(), request.number("installation_id"), false);
    return Response.noContent();
  }

  public Response onOrganization(Request request) {
    return installation(
        request, users.find(request.parameter("org")).filter(Account::isOrganization));
  }

  /** Shows the app's installation on a user or, as on GitHub, an organization of that name. */
  public Response onUser(Request request) {
    return installation(request, users.find(request.parameter("username")));
  }

  /** Shows the app's installation on the owner of a repository, if the app reaches it there. */
  public Response onRepository(Request request) {
    App app = app(request);
    Optional<RepositoryFacts> found =
        database.read(handle ->
            RepositoryGrants.facts(handle, request.parameter("owner"), request.parameter("repo")));
    // Looked up for no owner, too: a repository out of reach takes the same work as none.
    return installations
        .on(app.id(), found.map(RepositoryFacts::ownerId).orElse(0L))
        .filter(of -> found.filter(repository -> of.reaches(repository.id())).isPresent())
        .map(of -> Response.ok(installation(of, app)))
        .orElseThrow(ApiException::notFound);
  }

  private Response installation(Request request, Optional<Account> account) {
    App app = app(request);
    return account
        .flatMap(found -> installations.on(app.id(), found.id()))
        .map(of -> Response.ok(installation(of, app)))
        .orElseThrow(ApiException::notFound);
  }

  /** Lists the apps on an organization, for its owners. */
  public Response ofOrganization(Request request) {
    Account organization =
        users
            .find(request.parameter("org"))
            .filter(Account::isOrganization)
            .orElseThrow(ApiException::notFound);
    Caller caller = request.caller();
    database.read(handle -> {
      OrganizationAccess.requireOwner(handle, caller, organization.id());
      return true;
    });
    Page page = Page.of(request);
    List<Installation> all = installations.on(organization);
    Paged<Installation> rows = page.slice(all);
    ObjectNode body = Json.mapper().createObjectNode().put("total_count", all.size());
    body.putArray("installations")
        .addAll(rows.rows().stream().map(of -> installation(of, apps.get(of.appId()))).toList());
    return page.answer(request, urls, rows, body);
  }

  public Response createToken(Request request) {
    App app = app(request);
    long id = request.number("installation_id");
    installations.get(app.id(), id);
    Fields fields = request.fields("Installation");
    TokenRequest tokenRequest =
        new TokenRequest(
            fields.texts("repositories", NewToken.MOST_REPOSITORIES, 255).or(List.of()),
            fields.integers("repository_ids", NewToken.MOST_REPOSITORIES).or(List.of()),
            PermissionFields.read(fields));
    fields.check();
    Tokens.Made made = installations.token(app, id, tokenRequest);
    return Response.created(token(made, tokenRequest));
  }

  private ObjectNode token(Tokens.Made made, TokenRequest tokenRequest) {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("token", made.text())
            .put("expires_at", Json.time(Objects.requireNonNull(made.expiresAt())))
            .putPOJO("permissions", made.permissions())
            .put("repository_selection", made.repositorySelection());
    if (tokenRequest.repositories()) {
      List<ObjectNode> repositories =
          database.read(handle ->
              RepositoryAnswers.items(handle, RepositoryRole.PULL, made.repositoryIds(), urls));
      json.putArray("repositories").addAll(repositories);
    }
    return json;
  }

  /** Revokes the token that the request was made with. */
  public Response revokeToken(Request request) {
    TokenAccess.requireInstallation(request.caller(), "revoke it");
    tokens.revokeOwn(request.caller());
    return Response.noContent();
  }

  private App app(Request request) {
    return apps.get(request.caller().appId());
  }

  private ObjectNode integration(App app) {
    return AppJson.integration(app, owner(app), urls);
  }

  private ObjectNode installation(Installation of, App app) {
    return AppJson.installation(of, app, account(of.accountId()), urls);
  }

  private Account owner(App app) {
    return account(Objects.requireNonNullElse(app.ownerId(), Account.GHOST));
  }

  private Account account(long id) {
    return users.find(id).orElseThrow(ApiException::notFound);
  }
}
