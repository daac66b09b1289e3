// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atrium.conformance.Operations.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One of the documents in {@code api/}. Its schemas decide whether an answer is right; its examples
 * are never looked at, since some of them break its schemas.
 */
final class Description {
  private final Operations operations;
  private final OpenApiInteractionValidator validator;

  private Description(JsonNode document) {
    operations = new Operations(document);
    Amendments.apply(document);
    validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(document.toString()).build();
  }

  /** Reads a document of {@code api/}. */
  static Description read(String file) {
    try {
      return new Description(new ObjectMapper().readTree(Path.of("..", "api", file).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> operationIds() {
    return operations.ids();
  }

  Optional<Operation> find(String method, String path) {
    return operations.find(method, path);
  }

  /** Where the answer is not what the description says of the operation. */
  List<String> faults(Operation operation, Exchange exchange) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(exchange.status());
    if (!exchange.contentType().isEmpty()) {
      response = response.withContentType(exchange.contentType());
    }
    if (!exchange.body().isEmpty()) {
      response = response.withBody(exchange.body());
    }
    return validator
        .validateResponse(
            operation.plainPath(), Request.Method.valueOf(operation.method()), response.build())
        .getMessages()
        .stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .map(message -> message.getKey() + ": " + message.getMessage())
        .toList();
  }
}
