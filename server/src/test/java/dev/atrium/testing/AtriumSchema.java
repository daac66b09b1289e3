// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Holds answers to {@code api/atrium-openapi.json}, which describes Atrium's own operations. */
public final class AtriumSchema {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNode DOCUMENT = read();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(),
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private AtriumSchema() {}

  /** The operations by their ids. */
  public static Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    for (JsonNode path : DOCUMENT.get("paths")) {
      path.forEach(operation -> operations.put(operation.get("operationId").asText(), operation));
    }
    return operations;
  }

  /** The description of an operation. */
  public static JsonNode operation(String id) {
    return Objects.requireNonNull(operations().get(id), id);
  }

  /** The method and path of each operation, as routes have them. */
  public static Map<String, String> paths() {
    Map<String, String> paths = new TreeMap<>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(path ->
            paths.put(
                path.getValue().at("/get/operationId").asText(),
                "GET " + path.getKey().replace("{document_id}", "{document_id...}")));
    return paths;
  }

  /** Where an answer is not what the operation's description says. */
  public static List<String> faults(String operation, int status, JsonNode body) {
    JsonNode described =
        resolved(operation(operation).at("/responses").path(Integer.toString(status)));
    JsonNode schema = described.path("content").path("application/json").path("schema");
    return schema.isMissingNode()
        ? List.of(operation + " has no answer " + status)
        : faults(schema, body);
  }

  /** Where the example of an operation is not what its schema says. */
  public static List<String> faultsOfExample(String operation) {
    JsonNode content = operation(operation).at("/responses/200/content/application~1json");
    return faults(content.get("schema"), content.get("example"));
  }

  private static List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = MAPPER.createObjectNode();
    whole.putArray("allOf").add(schema);
    whole.set("components", DOCUMENT.get("components"));
    return REGISTRY.getSchema(whole).validate(value).stream()
        .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage())
        .toList();
  }

  /** A part of the document, or the one that it refers to. */
  public static JsonNode resolved(JsonNode part) {
    return part.has("$ref") ? DOCUMENT.at(part.get("$ref").asText().substring(1)) : part;
  }

  private static JsonNode read() {
    try {
      return MAPPER.readTree(Path.of("..", "api", "atrium-openapi.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
