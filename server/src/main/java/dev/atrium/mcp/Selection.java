// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import dev.atrium.http.Request;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tools that a client chose, by the path and by the headers that GitHub's server takes.
 *
 * @param readOnly whether tools that write are left out, even if they are named
 * @param only the names to choose from; empty for all
 */
record Selection(boolean readOnly, Set<String> only) {
  private static final Set<String> YES = Set.of("true", "1", "yes", "on");

  /** The toolsets that all tools are in. Others, such as {@code issues}, have none of ours. */
  private static final Set<String> TOOLSETS = Set.of("copilot_spaces", "default", "all");

  /**
   * Reads the choice. As on GitHub, named tools are added to chosen toolsets: they make the list
   * shorter only where no toolset is chosen. Without any choice all tools are offered.
   */
  static Selection of(Request request) {
    String path = request.route().path();
    boolean readOnly =
        path.endsWith("/readonly")
            || names(request, "X-MCP-Readonly").stream().anyMatch(YES::contains);
    boolean toolset =
        path.startsWith("/mcp/x/")
            || names(request, "X-MCP-Toolsets").stream().anyMatch(TOOLSETS::contains);
    return new Selection(readOnly, toolset ? Set.of() : names(request, "X-MCP-Tools"));
  }

  private static Set<String> names(Request request, String header) {
    return Arrays.stream(request.header(header).orElse("").split(",", -1))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Tells whether a tool is offered. */
  boolean has(Tool tool) {
    return (tool.hints().readOnly() || !readOnly) && (only.isEmpty() || only.contains(tool.name()));
  }
}
