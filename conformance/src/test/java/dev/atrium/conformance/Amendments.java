// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What the published description leaves out or says in a way that the validator cannot read. */
final class Amendments {
  /**
   * The reference says of these in prose that any operation may answer them; the description lists
   * them for some operations only.
   */
  private static final Map<String, String> ANYWHERE =
      Map.of(
          "400", "basic-error",
          "401", "basic-error",
          "403", "basic-error",
          "404", "basic-error",
          "422", "validation-error");

  private Amendments() {}

  /** Changes the document in place. */
  static void apply(JsonNode document) {
    for (JsonNode path : document.get("paths")) {
      for (JsonNode operation : path) {
        if (operation.get("responses") instanceof ObjectNode responses) {
          ANYWHERE.forEach((status, schema) -> addError(responses, status, schema));
        }
      }
    }
  }

  private static void addError(ObjectNode responses, String status, String schema) {
    if (!responses.has(status)) {
      responses
          .putObject(status)
          .put("description", "")
          .putObject("content")
          .putObject("application/json")
          .putObject("schema")
          .put("$ref", "#/components/schemas/" + schema);
    }
  }
}
