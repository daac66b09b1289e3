// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;

/**
 * What a resource holds.
 *
 * @param uri the address that it was read by
 * @param isBinary whether the value is Base64 of bytes, and not text
 */
public record ResourceContent(String uri, String mimeType, String value, boolean isBinary) {
  /** Returns a text. */
  public static ResourceContent text(String uri, String mimeType, String text) {
    return new ResourceContent(uri, mimeType, text, false);
  }

  /** Returns the wire form. */
  ObjectNode json() {
    return Json.mapper()
        .createObjectNode()
        .put("uri", uri)
        .put("mimeType", mimeType)
        .put(isBinary ? "blob" : "text", value);
  }
}
