// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryRole;
import dev.atrium.error.ApiException;
import dev.atrium.http.Fields;
import dev.atrium.http.Page;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.repositories.Collaborators.Added;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The endpoints {@code /repos/{owner}/{repo}/collaborators/…}. */
public final class CollaboratorsApi {
  static final List<String> PERMISSIONS = List.of("pull", "triage", "push", "maintain", "admin");

  private final Collaborators collaborators;
  private final Urls urls;
  private final Clock clock;

  public CollaboratorsApi(Collaborators collaborators, Urls urls, Clock clock) {
    this.collaborators = collaborators;
    this.urls = urls;
    this.clock = clock;
  }

  public Response list(Request request, RepositoryGrant grant) {
    String affiliation =
        RepositoryLists.oneOf(request, "affiliation", List.of("outside", "direct", "all"))
            .orElse("all");
    RepositoryRole least =
        RepositoryLists.oneOf(request, "permission", PERMISSIONS)
            .flatMap(RepositoryRole::of)
            .orElse(RepositoryRole.PULL);
    Page page = Page.of(request);
    List<Collaborator> all = collaborators.list(grant, affiliation, least);
    return page.answer(
        request, urls, page.slice(all), collaborator -> CollaboratorJson.of(collaborator, urls));
  }

  public Response check(Request request, RepositoryGrant grant) {
    if (!collaborators.isCollaborator(grant, request.parameter("username"))) {
      throw ApiException.notFound();
    }
    return Response.noContent();
  }

  public Response permission(Request request, RepositoryGrant grant) {
    return Response.ok(
        CollaboratorJson.permission(collaborators.get(grant, request.parameter("username")), urls));
  }

  public Response put(Request request, RepositoryGrant grant) {
    Fields fields = request.fields(Collaborators.RESOURCE);
    RepositoryRole role =
        RepositoryRole.of(fields.oneOf("permission", PERMISSIONS).or("push"))
            .orElse(RepositoryRole.PUSH);
    fields.check();
    Optional<Added> added = collaborators.put(grant, request.parameter("username"), role);
    return added
        .map(made ->
            Response.created(
                CollaboratorJson.invitation(
                    made.view(), made.user(), made.by(), role, clock.instant(), urls)))
        .orElseGet(Response::noContent);
  }

  public Response remove(Request request, RepositoryGrant grant) {
    collaborators.remove(grant, request.parameter("username"));
    return Response.noContent();
  }
}
