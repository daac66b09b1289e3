// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Caller;
import dev.atrium.access.Owner;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.TokenAccess;
import dev.atrium.access.VisibleRepositories;
import dev.atrium.access.VisibleRepositories.Wanted;
import dev.atrium.db.Database;
import dev.atrium.directory.Account;
import dev.atrium.directory.Organizations;
import dev.atrium.directory.Users;
import dev.atrium.error.ApiException;
import dev.atrium.http.Json;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The endpoints {@code /user/repos}, {@code /orgs/{org}/repos} and {@code /repos/{owner}/{repo}}.
 */
public final class RepositoriesApi {
  private final Database database;
  private final RepositorySettings settings;
  private final Transfers transfers;
  private final Organizations organizations;
  private final Users users;
  private final Urls urls;
  private final RenderedRepositories rendered;

  public RepositoriesApi(
      Database database,
      RepositorySettings settings,
      Transfers transfers,
      Organizations organizations,
      Users users,
      Urls urls) {
    this.database = database;
    this.settings = settings;
    this.transfers = transfers;
    this.organizations = organizations;
    this.users = users;
    this.urls = urls;
    this.rendered = new RenderedRepositories(database, urls);
  }

  public Response listOfCaller(Request request) {
    return list(request, RepositoryLists.ofCaller(request), RepositoryJson::item);
  }

  public Response listOfOrganization(Request request) {
    Account organization = organizations.get(request.parameter("org"));
    return list(
        request,
        RepositoryLists.ofOrganization(request, organization.id()),
        RepositoryJson::minimal);
  }

  /** Lists a user's public repositories. */
  public Response listOfUser(Request request) {
    Account user = users.find(request.parameter("username")).orElseThrow(ApiException::notFound);
    return list(request, RepositoryLists.ofUser(request, user.id()), RepositoryJson::minimal);
  }

  /**
   * Lists the repositories that an app's installation token reaches; other tokens have no
   * installation and are refused.
   */
  public Response listOfInstallation(Request request) {
    Caller caller = request.caller();
    TokenAccess.requireInstallation(caller, "list repositories for an installation");
    Page page = Page.of(request);
    Wanted wanted = RepositoryLists.ofInstallation(caller.resourceOwnerId());
    Paged<RepositoryView> views = views(caller, wanted, page);
    ObjectNode body =
        Json.mapper()
            .createObjectNode()
            .put("total_count", views.total())
            .put("repository_selection", caller.allRepositories() ? "all" : "selected");
    body.putArray("repositories")
        .addAll(views.rows().stream().map(view -> RepositoryJson.item(view, urls)).toList());
    return page.answer(request, urls, views, body);
  }

  private Response list(
      Request request, Wanted wanted, BiFunction<RepositoryView, Urls, ObjectNode> wire) {
    Page page = Page.of(request);
    return page.answer(
        request, urls, views(request.caller(), wanted, page), view -> wire.apply(view, urls));
  }

  private Paged<RepositoryView> views(Caller caller, Wanted wanted, Page page) {
    return database.read(handle -> {
      Paged<Long> ids =
          page.read(
              VisibleRepositories.page(handle, caller, wanted, page.limit(), page.offset()),
              () -> VisibleRepositories.count(handle, caller, wanted));
      return ids.with(RepositoryView.of(handle, caller, ids.rows()));
    });
  }

  public Response createForCaller(Request request) {
    Caller caller = request.caller();
    return create(request, new Owner(caller.id(), caller.login(), false));
  }

  public Response createInOrganization(Request request) {
    Account organization = organizations.get(request.parameter("org"));
    return create(request, new Owner(organization.id(), organization.login(), true));
  }

  private Response create(Request request, Owner owner) {
    settings.requireCreator(request.caller(), owner);
    NewRepository wanted = NewRepository.read(request.fields(RepositoryName.RESOURCE));
    long id = settings.create(request.caller(), owner, wanted);
    ObjectNode made = full(request.caller(), id);
    return Response.created(made).with("Location", made.get("url").textValue());
  }

  public Response get(Request request, RepositoryGrant grant) {
    return Response.ok(rendered.get(request.authenticated(), grant));
  }

  public Response update(Request request, RepositoryGrant grant) {
    settings.update(grant, RepositoryChange.read(request.fields(RepositoryName.RESOURCE)));
    return Response.ok(full(request.caller(), grant.repository().id()));
  }

  public Response topics(Request request, RepositoryGrant grant) {
    Repository found =
        database
            .select(handle -> RepositoryStore.byId(handle, grant.repository().id()))
            .orElseThrow(ApiException::notFound);
    return Response.ok(Map.of("names", found.topics()));
  }

  public Response replaceTopics(Request request, RepositoryGrant grant) {
    grant.requireNotArchived();
    List<String> topics = Topics.read(request.object());
    settings.setTopics(grant, topics);
    return Response.ok(Map.of("names", topics));
  }

  public Response transfer(Request request, RepositoryGrant grant) {
    Transfer wanted = Transfer.read(request.fields(RepositoryName.RESOURCE));
    return Response.json(202, RepositoryJson.minimal(transfers.transfer(grant, wanted), urls));
  }

  public Response delete(Request request, RepositoryGrant grant) {
    settings.delete(grant);
    return Response.noContent();
  }

  private ObjectNode full(Caller caller, long id) {
    List<RepositoryView> views =
        database.read(handle -> RepositoryView.of(handle, caller, List.of(id)));
    if (views.isEmpty()) {
      throw ApiException.notFound();
    }
    return RepositoryJson.full(views.getFirst(), urls);
  }
}
