// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.error.ApiException;
import dev.atrium.http.Request;

/**
 * The two forms of every path under a team: {@code /orgs/{org}/teams/{team_slug}} and {@code
 * /organizations/{organization_id}/team/{team_id}}. The client library hub4j finds a team by slug
 * and uses the numeric form for all else.
 */
public final class TeamPaths {
  private static final String NUMBERED = "/organizations/";

  private final Organizations organizations;
  private final Teams teams;

  public TeamPaths(Organizations organizations, Teams teams) {
    this.organizations = organizations;
    this.teams = teams;
  }

  /**
   * Returns the organization that the path names.
   *
   * @throws ApiException 404 if there is none
   */
  public Account organization(Request request) {
    return numbered(request)
        ? organizations.get(request.number("organization_id"))
        : organizations.get(request.parameter("org"));
  }

  /**
   * Returns the slug of the team that the path names, without a check that the team exists or that
   * the caller sees it.
   */
  public String slug(Request request) {
    return numbered(request)
        ? teams.slug(request.number("organization_id"), request.number("team_id"))
        : request.parameter("team_slug");
  }

  private static boolean numbered(Request request) {
    return request.route().path().startsWith(NUMBERED);
  }
}
