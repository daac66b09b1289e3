// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import static dev.atrium.access.Permission.READ_RESOURCES;
import static dev.atrium.access.Permission.WRITE_RESOURCES;

import dev.atrium.platform.Platform;
import dev.atrium.platform.SpaceRoutes;
import dev.atrium.platform.Wing;

/** The resources of spaces. */
public final class ResourcesWing extends Wing {
  private final Resources resources;
  private final ResourceChanges changes;
  private final ResourcesApi api;
  private final int most;

  /**
   * @param most how many resources a space may have
   */
  public ResourcesWing(Platform platform, int most) {
    super(platform);
    this.most = most;
    SourceCheck check = new SourceCheck(platform.database(), platform.access(), platform.git());
    resources =
        new Resources(platform.database(), platform.access(), check, platform.clock(), most);
    changes =
        new ResourceChanges(platform.database(), platform.access(), check, platform.clock(), most);
    api = new ResourcesApi(resources);
    // spotless:off: one line per operation, however long.
    SpaceRoutes space = new SpaceRoutes(routes.under("copilot-spaces/resources"), platform.access());
    String all = "/{space_number}/resources";
    String one = all + "/{space_resource_id}";
    space.space("GET " + all, "copilot-spaces/list-resources-for", "list-resources-for-*-copilot-space", READ_RESOURCES, api::list);
    space.space("POST " + all, "copilot-spaces/create-resource-for", "create-a-resource-for-*-copilot-space", WRITE_RESOURCES, api::create);
    space.space("GET " + one, "copilot-spaces/get-resource-for", "get-a-resource-for-*-copilot-space", READ_RESOURCES, api::get);
    space.space("PUT " + one, "copilot-spaces/update-resource-for", "set-a-resource-for-*-copilot-space", WRITE_RESOURCES, api::update);
    space.space("DELETE " + one, "copilot-spaces/delete-resource-for", "delete-a-resource-from-*-copilot-space", WRITE_RESOURCES, api::delete);
    // spotless:on
  }

  /** Returns the part that applies the resource changes in a space's body. */
  public ResourceChanges changes() {
    return changes;
  }

  /**
   * Returns how many changes a space's body may have: a full space may be emptied and filled again
   * at once.
   */
  public int mostChanges() {
    return (int) Math.min(Integer.MAX_VALUE, 2L * most);
  }

  public ResourcesApi api() {
    return api;
  }

  public Resources resources() {
    return resources;
  }
}
