// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.List;

/** The endpoints {@code /orgs/{org}/teams…} and {@code /user/teams}. */
public final class TeamsApi {
  private final TeamPaths paths;
  private final Teams teams;
  private final Urls urls;

  public TeamsApi(TeamPaths paths, Teams teams, Urls urls) {
    this.paths = paths;
    this.teams = teams;
    this.urls = urls;
  }

  public Response list(Request request) {
    Page page = Page.of(request);
    String type =
        MembershipsApi.oneOf(request, "team_type", List.of("all", "organization", "enterprise"));
    Paged<TeamDetails> found = teams.list(request.caller(), paths.organization(request), page);
    if (type.equals("enterprise")) {
      found = new Paged<>(List.of(), 0); // Every team here belongs to an organization.
    }
    return page.answer(
        request, urls, found, details -> TeamJson.item(details.team(), details.parent(), urls));
  }

  public Response create(Request request) {
    Account organization = paths.organization(request);
    teams.requireMember(request.caller(), organization);
    TeamChange wanted = TeamChange.ofNew(request.fields(TeamChange.RESOURCE));
    return Response.created(
        TeamJson.full(teams.create(request.caller(), organization, wanted), urls));
  }

  public Response get(Request request) {
    return answer(teams.get(request.caller(), paths.organization(request), paths.slug(request)));
  }

  public Response update(Request request) {
    Account organization = paths.organization(request);
    teams.administered(request.caller(), organization, paths.slug(request));
    TeamChange change = TeamChange.of(request.fields(TeamChange.RESOURCE));
    return answer(teams.update(request.caller(), organization, paths.slug(request), change));
  }

  public Response delete(Request request) {
    teams.delete(request.caller(), paths.organization(request), paths.slug(request));
    return Response.noContent();
  }

  public Response ofCaller(Request request) {
    Page page = Page.of(request);
    Paged<TeamDetails> found = teams.of(request.caller(), page);
    return page.answer(request, urls, found, details -> TeamJson.full(details, urls));
  }

  private Response answer(TeamDetails details) {
    return Response.ok(TeamJson.full(details, urls));
  }
}
