// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * The arguments that a tool takes. Start from {@link #none} and add them in the order in which a
 * model should read them. Bounds of numbers belong into the description: a client would refuse what
 * the tool would gladly clamp.
 *
 * @param schema a JSON Schema of type {@code object}; not to be changed
 * @param aliases other names that models send, each with the name that it stands for
 */
public record Input(ObjectNode schema, Map<String, String> aliases) {
  public Input {
    aliases = Map.copyOf(aliases);
  }

  /** Takes no arguments. */
  public static Input none() {
    ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
    schema.putObject("properties");
    return new Input(schema, Map.of());
  }

  /** Takes what a schema says that was written elsewhere. */
  public static Input of(ObjectNode schema) {
    return new Input(schema.deepCopy(), Map.of());
  }

  /**
   * Takes one more argument, which must be given.
   *
   * @param type a type of JSON Schema, such as {@code string}
   */
  public Input required(String name, String type, String description) {
    Input more = optional(name, type, description);
    more.schema.withArray("required").add(name);
    return more;
  }

  /** Takes one more argument, which may be left out. */
  public Input optional(String name, String type, String description) {
    ObjectNode more = schema.deepCopy();
    more.withObject("/properties")
        .putObject(name)
        .put("type", type)
        .put("description", description);
    return new Input(more, aliases);
  }

  /** Takes another name for an argument. What is sent by the argument's own name goes first. */
  public Input alias(String other, String name) {
    Map<String, String> more = new HashMap<>(aliases);
    more.put(other, name);
    return new Input(schema, more);
  }
}
