// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An agent that follows a script. It knows of the tools what {@code tools/list} says, and nothing
 * else: it chooses a tool by its description, and an argument by that of the parameter.
 */
final class Agent {
  /** What an agent speaks to a server by. */
  @FunctionalInterface
  interface Session {
    /** Returns the result of a request. */
    JsonNode ask(String method, Map<String, ?> params);
  }

  private final Session session;
  private final JsonNode tools;

  Agent(Session session) {
    this.session = session;
    tools = session.ask("tools/list", Map.of()).path("tools");
  }

  /**
   * Calls the tool whose description has a text.
   *
   * @param known values, each by a text that the description of its parameter has
   * @return what the model reads
   */
  String use(String purpose, Map<String, ?> known) {
    List<JsonNode> fitting = new ArrayList<>();
    tools.forEach(tool -> {
      if (tool.path("description").asText().contains(purpose)) {
        fitting.add(tool);
      }
    });
    assertThat(fitting).as("tools whose description has: %s", purpose).hasSize(1);
    JsonNode tool = fitting.getFirst();
    Map<String, Object> arguments = new TreeMap<>();
    known.forEach((meaning, value) -> arguments.put(parameter(tool, meaning), value));
    JsonNode schema = tool.path("inputSchema");
    schema
        .path("required")
        .forEach(name -> assertThat(arguments).as(tool.toString()).containsKey(name.asText()));
    JsonNode result =
        session.ask(
            "tools/call", Map.of("name", tool.path("name").asText(), "arguments", arguments));
    assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
    return result.path("content").get(0).path("text").asText();
  }

  private static String parameter(JsonNode tool, String meaning) {
    List<String> fitting =
        tool.path("inputSchema").path("properties").properties().stream()
            .filter(field -> field.getValue().path("description").asText().contains(meaning))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(fitting)
        .as("parameters of %s whose description has: %s", tool.path("name"), meaning)
        .hasSize(1);
    return fitting.getFirst();
  }
}
