// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a tool, for the model to read.
 *
 * @param content blocks as {@link Content} makes them; nearly always one of text
 * @param structured the same as data, or null. Some clients show only this if it is there, so it
 *     must lack nothing that the text says
 * @param isError whether the tool failed
 */
public record ToolResult(
    List<ObjectNode> content, @Nullable ObjectNode structured, boolean isError) {
  public ToolResult {
    content = List.copyOf(content);
  }

  /** Returns a result of one text. */
  public static ToolResult text(String text) {
    return new ToolResult(List.of(Content.text(text)), null, false);
  }

  /** Returns a failure. Its text must say what to do next. */
  public static ToolResult failure(String text) {
    return new ToolResult(List.of(Content.text(text)), null, true);
  }

  /** Returns this result with the same as data. */
  public ToolResult with(ObjectNode data) {
    return new ToolResult(content, data, isError);
  }

  /** Returns the wire form. */
  ObjectNode json() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.putArray("content").addAll(content);
    if (structured != null) {
      json.set("structuredContent", structured);
    }
    return isError ? json.put("isError", true) : json;
  }
}
