// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import java.util.Optional;

/**
 * Something that a model can do here.
 *
 * @param name snake_case, since some clients change other names and then do not find the tool
 * @param title the name for people
 * @param description what the model reads to choose the tool
 * @param meta the value of {@code _meta} in the list of tools
 */
public record Tool(
    String name,
    String title,
    String description,
    Input input,
    Hints hints,
    Optional<ObjectNode> meta,
    Call call) {

  /** Returns a tool that only reads. */
  public static Tool reading(
      String name, String title, String description, Input input, Call call) {
    return new Tool(name, title, description, input, Hints.READS, Optional.empty(), call);
  }

  /** Returns a tool that adds something, and adds it again if it is called again. */
  public static Tool adding(String name, String title, String description, Input input, Call call) {
    return new Tool(name, title, description, input, Hints.ADDS, Optional.empty(), call);
  }

  /** Returns this tool with a {@code _meta}, by which some clients are told more. */
  public Tool withMeta(ObjectNode value) {
    return new Tool(name, title, description, input, hints, Optional.of(value), call);
  }

  /** Returns the entry in the list of tools. */
  ObjectNode json() {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("name", name)
            .put("title", title)
            .put("description", description);
    json.set("inputSchema", input.schema());
    json.putObject("annotations")
        .put("title", title)
        .put("readOnlyHint", hints.readOnly())
        .put("destructiveHint", hints.destructive())
        .put("idempotentHint", hints.idempotent())
        .put("openWorldHint", hints.openWorld());
    meta.ifPresent(value -> json.set("_meta", value));
    return json;
  }

  /** The work of a tool. */
  @FunctionalInterface
  public interface Call {
    /**
     * Does it.
     *
     * @param request whose caller is asked for; its body is read already
     * @throws ToolFailure with a text for the model
     * @throws dev.atrium.error.ApiException whose message becomes the text for the model
     */
    ToolResult call(Request request, Arguments arguments);
  }

  /**
   * What clients are told before they call the tool.
   *
   * @param readOnly whether it changes nothing; {@code /readonly} has no other tools
   * @param destructive whether it can remove or overwrite something
   * @param idempotent whether a second call changes nothing more
   * @param openWorld whether it reaches beyond this server
   */
  public record Hints(
      boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
    public static final Hints READS = new Hints(true, false, true, false);
    public static final Hints ADDS = new Hints(false, false, false, false);
  }
}
