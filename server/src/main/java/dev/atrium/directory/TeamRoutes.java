// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Permission;
import dev.atrium.http.Handler;
import dev.atrium.platform.RouteList;

/**
 * The registration of operations on a team under both forms of their path: by slug and by number.
 */
public final class TeamRoutes {
  private final RouteList list;

  /**
   * @param list the routes under the reference page of the operations
   */
  public TeamRoutes(RouteList list) {
    this.list = list;
  }

  /**
   * Adds an operation.
   *
   * @param line the method, a blank, and the path after the team's; that path is empty for the team
   *     itself
   */
  public void add(
      String line, String operation, String anchor, Permission permission, Handler handler) {
    for (String team :
        new String[] {
          "/orgs/{org}/teams/{team_slug}", "/organizations/{organization_id}/team/{team_id}"
        }) {
      list.organization(line.replace(" ", " " + team), operation, anchor, permission, handler);
    }
  }
}
