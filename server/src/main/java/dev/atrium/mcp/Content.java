// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;

/**
 * Blocks of content, as results and prompts have them. Only text reaches the model in every client;
 * some drop embedded resources.
 */
public final class Content {
  private Content() {}

  /** Returns a block of text. */
  public static ObjectNode text(String text) {
    return Json.mapper().createObjectNode().put("type", "text").put("text", text);
  }

  /** Returns a block with a whole resource in it. */
  public static ObjectNode embedded(ResourceContent resource) {
    ObjectNode block = Json.mapper().createObjectNode().put("type", "resource");
    return block.set("resource", resource.json());
  }
}
