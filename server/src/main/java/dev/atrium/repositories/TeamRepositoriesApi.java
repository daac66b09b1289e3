// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryRole;
import dev.atrium.directory.Team;
import dev.atrium.directory.TeamJson;
import dev.atrium.directory.TeamPaths;
import dev.atrium.directory.Teams;
import dev.atrium.error.ApiException;
import dev.atrium.http.Fields;
import dev.atrium.http.MediaType;
import dev.atrium.http.Page;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.List;

/** The endpoints {@code /orgs/{org}/teams/{team_slug}/repos/…}. */
public final class TeamRepositoriesApi {
  private final TeamRepositories repositories;
  private final TeamPaths paths;
  private final Teams teams;
  private final Urls urls;

  public TeamRepositoriesApi(
      TeamRepositories repositories, TeamPaths paths, Teams teams, Urls urls) {
    this.repositories = repositories;
    this.paths = paths;
    this.teams = teams;
    this.urls = urls;
  }

  public Response list(Request request) {
    Page page = Page.of(request);
    List<RepositoryView> all = repositories.list(request.caller(), team(request));
    return page.answer(request, urls, page.slice(all), view -> RepositoryJson.minimal(view, urls));
  }

  /** Lists the teams with access to a repository, each with its role there. */
  public Response teams(Request request, RepositoryGrant grant) {
    Page page = Page.of(request);
    return page.answer(
        request,
        urls,
        page.slice(repositories.teams(grant)),
        one ->
            TeamJson.item(one.team(), one.parent(), urls)
                .put("permission", one.role().permission()));
  }

  /** Answers 204, or the repository if the request accepts its media type. */
  public Response check(Request request) {
    RepositoryView view =
        repositories
            .get(
                request.caller(),
                team(request),
                request.parameter("owner"),
                request.parameter("repo"))
            .orElseThrow(ApiException::notFound);
    return MediaType.asked(request, "repository")
        ? Response.ok(RepositoryJson.team(view, urls))
        : Response.noContent();
  }

  public Response put(Request request) {
    Team team = team(request);
    RepositoryFacts repository = repository(request, team);
    Fields fields = request.fields("Team");
    RepositoryRole role =
        RepositoryRole.of(
                fields.oneOf("permission", CollaboratorsApi.PERMISSIONS).or(team.permission()))
            .orElse(RepositoryRole.PULL);
    fields.check();
    repositories.put(request.caller(), team, repository, role);
    return Response.noContent();
  }

  public Response remove(Request request) {
    Team team = team(request);
    repositories.remove(request.caller(), team, repository(request, team));
    return Response.noContent();
  }

  private RepositoryFacts repository(Request request, Team team) {
    return repositories.require(
        request.caller(), team, request.parameter("owner"), request.parameter("repo"));
  }

  private Team team(Request request) {
    return teams.visible(request.caller(), paths.organization(request), paths.slug(request));
  }
}
