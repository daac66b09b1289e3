// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.directory.TeamMembers.Place;
import dev.atrium.http.Fields;
import dev.atrium.http.Json;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.List;

/**
 * The endpoints {@code /orgs/{org}/teams/{team_slug}/members} and {@code …/memberships/{username}}.
 */
public final class TeamMembersApi {
  private static final String USERNAME = "username";

  private final TeamPaths paths;
  private final TeamMembers members;
  private final Urls urls;

  public TeamMembersApi(TeamPaths paths, TeamMembers members, Urls urls) {
    this.paths = paths;
    this.members = members;
    this.urls = urls;
  }

  public Response list(Request request) {
    Account organization = paths.organization(request);
    Page page = Page.of(request);
    String role = MembershipsApi.oneOf(request, "role", List.of("all", "member", "maintainer"));
    Paged<TeamMember> found =
        members.list(request.caller(), organization, paths.slug(request), role, page);
    return page.answer(request, urls, found, this::member);
  }

  public Response get(Request request) {
    return answer(find(request));
  }

  /** Answers 204 if the user is in the team, else 404. */
  public Response check(Request request) {
    find(request);
    return Response.noContent();
  }

  private Place find(Request request) {
    return members.get(
        request.caller(),
        paths.organization(request),
        paths.slug(request),
        request.parameter(USERNAME));
  }

  public Response put(Request request) {
    Account organization = paths.organization(request);
    members.requireAdministrator(request.caller(), organization, paths.slug(request));
    Fields fields = request.fields("TeamMembership");
    String role =
        fields
            .oneOf("role", List.of(TeamMember.MEMBER, TeamMember.MAINTAINER))
            .or(TeamMember.MEMBER);
    fields.check();
    return answer(
        members.put(
            request.caller(),
            organization,
            paths.slug(request),
            request.parameter(USERNAME),
            role));
  }

  public Response remove(Request request) {
    members.remove(
        request.caller(),
        paths.organization(request),
        paths.slug(request),
        request.parameter(USERNAME));
    return Response.noContent();
  }

  /** Returns GitHub's {@code team-member}. */
  private ObjectNode member(TeamMember member) {
    ObjectNode json = Json.mapper().valueToTree(SimpleUserJson.of(member.user(), urls));
    return json.put("role", member.role()).put("inherited", member.inherited());
  }

  /** Answers GitHub's {@code team-membership}. */
  private Response answer(Place place) {
    String team = TeamJson.simple(place.team(), urls).path("url").asText();
    return Response.ok(
        Json.mapper()
            .createObjectNode()
            .put("url", team + "/memberships/" + place.member().user().login())
            .put("role", place.member().role())
            .put("state", "active"));
  }
}
