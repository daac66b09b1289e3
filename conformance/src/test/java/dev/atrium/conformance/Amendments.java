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

  /** Schemas whose objects have no field that is not described, although they do not say so. */
  private static final String CLOSED = "copilot-space";

  private Amendments() {}

  /** Changes the document in place. */
  static void apply(JsonNode document) {
    for (JsonNode path : document.get("paths")) {
      for (JsonNode operation : path) {
        if (operation.get("responses") instanceof ObjectNode responses) {
          ANYWHERE.forEach((status, schema) -> addError(responses, status, schema));
          responses
              .properties()
              .forEach(answer -> {
                addBody(answer.getKey(), answer.getValue());
                eitherError(answer.getKey(), answer.getValue());
              });
        }
      }
      addNotModified(path.path("get").path("responses"));
    }
    namesOnlyWhatIsAnswered(document.at("/components/schemas/root"));
    open(document.get("paths"));
    document.at("/components/schemas").properties().stream()
        // What is one of several is put together of parts, each of which would forbid the others'.
        .filter(schema -> !schema.getKey().startsWith(CLOSED) || schema.getValue().has("anyOf"))
        .forEach(schema -> open(schema.getValue()));
  }

  /**
   * The root names the addresses of a whole GitHub, and the description requires them all. A server
   * without gists or a search must not name theirs: a client would follow them into a 404.
   */
  private static void namesOnlyWhatIsAnswered(JsonNode root) {
    if (root instanceof ObjectNode schema) {
      schema.remove("required");
    }
  }

  private static void addError(ObjectNode responses, String status, String schema) {
    if (!responses.has(status)) {
      ObjectNode response = responses.putObject(status).put("description", "");
      putSchema(response, schema);
    }
  }

  /** Where an error is described without a body, GitHub sends its usual one. */
  private static void addBody(String status, JsonNode answer) {
    if (status.startsWith("4") && !answer.has("$ref") && !answer.has("content")) {
      putSchema((ObjectNode) answer, "basic-error");
    }
  }

  /** The choices between errors require nothing, so that an error is mostly of several kinds. */
  private static void eitherError(String status, JsonNode answer) {
    if (status.startsWith("4")
        && answer.at("/content/application~1json/schema") instanceof ObjectNode schema
        && schema.has("oneOf")) {
      schema.set("anyOf", schema.remove("oneOf"));
    }
  }

  /** Prose again: each GET that has an ETag takes If-None-Match. */
  private static void addNotModified(JsonNode responses) {
    if (responses instanceof ObjectNode get && !get.has("304")) {
      get.putObject("304").put("description", "");
    }
  }

  private static void putSchema(ObjectNode response, String schema) {
    response
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/" + schema);
  }

  /**
   * Says of every object that says nothing of it that it may have more fields, which is what
   * OpenAPI means by that: the validator takes it for the contrary, and so finds {@code allOf}
   * contradictory.
   */
  private static void open(JsonNode node) {
    node.forEach(Amendments::open);
    if (node instanceof ObjectNode object
        && "object".equals(object.path("type").textValue())
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", true);
    }
  }
}
