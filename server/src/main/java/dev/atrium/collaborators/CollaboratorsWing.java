// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.collaborators;

import static dev.atrium.access.Permission.LIST_COLLABORATORS;
import static dev.atrium.access.Permission.MANAGE_COLLABORATORS;

import dev.atrium.db.Subscriber;
import dev.atrium.platform.Platform;
import dev.atrium.platform.SpaceRoutes;
import dev.atrium.platform.Wing;
import java.util.List;

/** The collaborators of spaces: the users and teams with a role on one. */
public final class CollaboratorsWing extends Wing {

  public CollaboratorsWing(Platform platform) {
    super(platform);
    SpaceCollaboratorsApi api =
        new SpaceCollaboratorsApi(
            new SpaceCollaborators(platform.database(), platform.access()), platform.urls());
    // spotless:off: one line per operation, however long.
    SpaceRoutes space = new SpaceRoutes(routes.under("copilot-spaces/collaborators"), platform.access());
    String all = "/{space_number}/collaborators";
    String one = all + "/{actor_type}/{actor_identifier}";
    space.space("GET " + all, "copilot-spaces/list-collaborators-for", "list-collaborators-for-*-copilot-space", LIST_COLLABORATORS, api::list);
    space.space("POST " + all, "copilot-spaces/add-collaborator-for", "add-a-collaborator-to-*-copilot-space", MANAGE_COLLABORATORS, api::add);
    space.space("PUT " + one, "copilot-spaces/update-collaborator-for", "set-a-collaborator-role-for-*-copilot-space", MANAGE_COLLABORATORS, api::update);
    space.space("DELETE " + one, "copilot-spaces/remove-collaborator-for", "remove-a-collaborator-from-*-copilot-space", MANAGE_COLLABORATORS, api::remove);
    // spotless:on
  }

  @Override
  public List<Subscriber> subscribers() {
    return List.of(SpaceCollaborators::memberLeft);
  }
}
