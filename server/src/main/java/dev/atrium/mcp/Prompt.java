// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import java.util.List;

/**
 * A message that a person begins a conversation with, by a command of their client.
 *
 * @param name snake_case
 */
public record Prompt(
    String name, String title, String description, List<Argument> arguments, Get get) {
  public Prompt {
    arguments = List.copyOf(arguments);
  }

  /** Returns the entry in the list of prompts. */
  ObjectNode json() {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("name", name)
            .put("title", title)
            .put("description", description);
    ArrayNode list = json.putArray("arguments");
    for (Argument argument : arguments) {
      list.addObject()
          .put("name", argument.name)
          .put("description", argument.description)
          .put("required", argument.required);
    }
    return json;
  }

  /** Something that the person fills in. It is always a text. */
  public record Argument(String name, String description, boolean required) {}

  /** The writer of a prompt. */
  @FunctionalInterface
  public interface Get {
    /**
     * Returns the content of the messages, all of them the user's, as {@link Content} makes it.
     *
     * @throws ToolFailure if an argument is missing
     * @throws dev.atrium.error.ApiException if something is not there for this caller
     */
    List<ObjectNode> get(Request request, Arguments arguments);
  }
}
