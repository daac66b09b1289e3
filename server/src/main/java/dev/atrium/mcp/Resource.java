// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a person can attach to a conversation. With variables in its address it stands for
 * many, and is listed as a template.
 *
 * @param uri the address: {@code atrium://spaces/{owner}/{number}}. {@code {+path}} takes slashes,
 *     and must stand last
 * @param mimeType the media type that all of them have; empty if they differ
 */
public record Resource(
    String uri, String name, String title, String description, String mimeType, Read read) {

  /** Tells whether it stands for many. */
  boolean isTemplate() {
    return new UriTemplate(uri).hasVariables();
  }

  /** Returns the variables of an address, or empty if it is another resource's. */
  Optional<Map<String, String>> match(String address) {
    return new UriTemplate(uri).match(address);
  }

  /** Returns the entry in the list of resources, or in that of templates. */
  ObjectNode json() {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put(isTemplate() ? "uriTemplate" : "uri", uri)
            .put("name", name)
            .put("title", title)
            .put("description", description);
    return mimeType.isEmpty() ? json : json.put("mimeType", mimeType);
  }

  /** The reader of a resource. */
  @FunctionalInterface
  public interface Read {
    /**
     * Reads it.
     *
     * @param uri the address as it was sent
     * @param variables the decoded values of the address's variables
     * @throws dev.atrium.error.ApiException 404 if there is none, or the caller may not see it
     */
    ResourceContent read(Request request, String uri, Map<String, String> variables);
  }
}
