// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import static dev.atrium.access.Permission.CREATE_SPACE;
import static dev.atrium.access.Permission.DELETE_SPACE;
import static dev.atrium.access.Permission.GET_SPACE;
import static dev.atrium.access.Permission.LIST_SPACES;
import static dev.atrium.access.Permission.SET_SPACE;
import static dev.atrium.access.Permission.SIGNED_IN;

import dev.atrium.access.Grant;
import dev.atrium.access.OwnerRef;
import dev.atrium.db.Settings;
import dev.atrium.db.Subscriber;
import dev.atrium.directory.Account;
import dev.atrium.directory.Users;
import dev.atrium.http.Cursors;
import dev.atrium.http.Profile;
import dev.atrium.platform.Platform;
import dev.atrium.platform.SpaceRoutes;
import dev.atrium.platform.Wing;
import dev.atrium.resources.ResourcesWing;
import java.time.Clock;
import java.util.List;

/** Spaces: their endpoints, and the HTML page of each. */
public final class SpacesWing extends Wing {

  private final Clock clock;
  private final SpacesApi api;

  public SpacesWing(Platform platform, Users users, ResourcesWing resources) {
    super(platform);
    clock = platform.clock();
    Cursors cursors = new Cursors(Settings.secret(platform.database(), "cursor_key"));
    api =
        new SpacesApi(
            platform.database(),
            platform.access(),
            resources.resources(),
            resources.changes(),
            resources.mostChanges(),
            cursors,
            platform.urls(),
            platform.clock());
    // spotless:off: one line per operation, however long.
    SpaceRoutes space = new SpaceRoutes(routes.under("copilot-spaces/copilot-spaces"), platform.access());
    String one = "/{space_number}";
    space.owner("GET ", "copilot-spaces/list-for", "list-*-copilot-spaces", LIST_SPACES, api::list);
    space.owner("POST ", "copilot-spaces/create-for", "create-*-copilot-space", CREATE_SPACE, api::create);
    space.space("GET " + one, "copilot-spaces/get-for", "get-*-copilot-space", GET_SPACE, api::get);
    space.space("PUT " + one, "copilot-spaces/update-for", "set-*-copilot-space", SET_SPACE, api::update);
    space.space("DELETE " + one, "copilot-spaces/delete-for", "delete-*-copilot-space", DELETE_SPACE, api::delete);
    // spotless:on
    // The path of the page does not say whether the owner is a user or an organization.
    routes
        .of(Profile.PAGE)
        .add(
            "GET /copilot/spaces/{owner}/{space_number}",
            "atrium/space-page",
            "",
            SIGNED_IN,
            request -> {
              String login = request.parameter("owner");
              OwnerRef owner =
                  new OwnerRef.ByLogin(
                      users.find(login).map(Account::isOrganization).orElse(false), login);
              Grant grant =
                  platform
                      .access()
                      .space(
                          request.authenticated(),
                          owner,
                          request.number("space_number"),
                          GET_SPACE);
              return request.decided(grant.grounds(), () -> api.page(request, grant));
            });
  }

  public SpacesApi api() {
    return api;
  }

  @Override
  public List<Subscriber> subscribers() {
    return List.of(new SpaceUpkeep(clock));
  }
}
