// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that the endpoint offers, in the order of its lists.
 *
 * @param instructions what a model should know before it chooses a tool; may be empty
 */
public record Features(
    List<Tool> tools, List<Resource> resources, List<Prompt> prompts, String instructions) {
  /** Nothing, for an endpoint that only speaks the protocol. */
  public static final Features NONE = new Features(List.of(), List.of(), List.of(), "");

  /**
   * @throws IllegalArgumentException if two tools or two prompts have one name
   */
  public Features {
    tools = List.copyOf(tools);
    resources = List.copyOf(resources);
    prompts = List.copyOf(prompts);
    Set<String> names = new HashSet<>();
    tools.forEach(tool -> add(names, "tool " + tool.name()));
    prompts.forEach(prompt -> add(names, "prompt " + prompt.name()));
  }

  private static void add(Set<String> names, String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("There are two of " + name);
    }
  }
}
