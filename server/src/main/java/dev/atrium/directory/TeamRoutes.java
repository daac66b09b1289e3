// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Permission;
import dev.atrium.http.Handler;
import dev.atrium.platform.RouteList;

/** The two paths of every operation on a team: by name and by number. */
public final class TeamRoutes {
  private final RouteList list;

  /**
   * @param list under the page of the reference that the operations are on
   */
  public TeamRoutes(RouteList list) {
    this.list = list;
  }

  /**
   * Adds an operation.
   *
   * @param line method and path behind the team; a blank alone for the team itself
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
