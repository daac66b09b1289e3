// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static dev.atrium.access.Permission.ANYONE;
import static dev.atrium.access.Permission.SIGNED_IN;

import dev.atrium.context.ContextWing;
import dev.atrium.directory.Users;
import dev.atrium.http.Profile;
import dev.atrium.platform.Platform;
import dev.atrium.platform.RouteList;
import dev.atrium.platform.Wing;
import dev.atrium.resources.ResourcesWing;
import dev.atrium.spaces.SpaceFinder;
import dev.atrium.spaces.SpacesWing;
import java.util.List;

/** The Model Context Protocol, at the paths of GitHub's own server. */
public final class McpWing extends Wing {
  /** Below {@code x} stands a toolset; ours has all tools. GitHub's documents have the slash. */
  private static final List<String> PATHS =
      List.of(
          "/mcp",
          "/mcp/",
          "/mcp/readonly",
          "/mcp/x/copilot_spaces",
          "/mcp/x/copilot_spaces/readonly");

  /** Returns what is offered for spaces. */
  public static Features spaces(
      Platform platform,
      Users users,
      SpacesWing spaces,
      ResourcesWing resources,
      ContextWing context) {
    SpaceFinder finder = new SpaceFinder(platform.database(), platform.access());
    SpaceLookup lookup = new SpaceLookup(platform.access(), platform.table(), finder, users);
    return new Features(
        SpaceTools.of(
            new SpaceReading(platform.access(), lookup, finder, context.spaceContext()),
            new SpaceWriting(lookup, spaces.api(), resources.api(), context.spaceContext())),
        SpaceAddresses.of(lookup, context.spaceContext()),
        List.of(UseSpace.prompt(lookup, context.spaceContext())),
        SpaceTools.INSTRUCTIONS);
  }

  /**
   * @param version the version of this server, which clients show
   * @param features all that is offered
   */
  public McpWing(Platform platform, String version, Features features) {
    super(platform);
    McpApi api = new McpApi(new Methods(features, version));
    RouteList mcp = routes.of(Profile.MCP);
    for (String path : PATHS) {
      mcp.add("POST " + path, "atrium/mcp", "", SIGNED_IN, api::post);
      mcp.add("GET " + path, "atrium/mcp", "", SIGNED_IN, api::refuse);
      mcp.add("DELETE " + path, "atrium/mcp", "", SIGNED_IN, api::refuse);
    }
    ResourceMetadata metadata = new ResourceMetadata(platform.urls(), platform.table(), PATHS);
    String wellKnown = "GET /.well-known/oauth-protected-resource";
    routes.add(wellKnown, "atrium/mcp-metadata", "", ANYONE, metadata::root);
    routes.add(wellKnown + "/{path...}", "atrium/mcp-metadata", "", ANYONE, metadata::of);
  }
}
