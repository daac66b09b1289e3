// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a body and gathers every fault of it, so that one answer lists them all. */
public final class Fields {
  private final ObjectNode body;
  private final String resource;
  private final List<FieldError> errors;

  /**
   * @param resource what the fields belong to, as errors name it
   */
  public Fields(ObjectNode body, String resource) {
    this(body, resource, new ArrayList<>());
  }

  private Fields(ObjectNode body, String resource, List<FieldError> errors) {
    this.body = body;
    this.resource = resource;
    this.errors = errors;
  }

  public String resource() {
    return resource;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** Notes a fault that only the feature knows. */
  public void fault(FieldError error) {
    errors.add(error);
  }

  /**
   * Ends the reading.
   *
   * @throws ApiException 422 with every fault noted so far
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw ApiException.invalid(errors);
    }
  }

  public boolean has(String field) {
    return body.has(field);
  }

  /** Notes the fault that the field is absent or null. */
  public void require(String field) {
    if (!body.hasNonNull(field)) {
      errors.add(FieldError.missingField(resource, field));
    }
  }

  /** A text of so many code points at the most; NUL and lone surrogates are refused. */
  public Sent<String> text(String field, int most) {
    JsonNode node = body.get(field);
    if (node == null || node.isNull()) {
      return new Sent<>(node != null, null);
    }
    if (!node.isTextual()) {
      return invalid(field, field + " must be a string");
    }
    String text = node.textValue();
    Optional<String> fault = Texts.fault(text, most);
    return fault.isPresent() ? invalid(field, field + " " + fault.get()) : new Sent<>(true, text);
  }

  /** One of the values. */
  public Sent<String> oneOf(String field, List<String> values) {
    Sent<String> sent = text(field, 255);
    String value = sent.value();
    if (sent.present() && body.get(field).isNull()) {
      return invalid(field, field + " must be one of " + String.join(", ", values));
    }
    return value != null && !values.contains(value)
        ? invalid(field, field + " must be one of " + String.join(", ", values))
        : sent;
  }

  public Sent<Boolean> bool(String field) {
    JsonNode node = body.get(field);
    if (node == null || node.isNull()) {
      return new Sent<>(node != null, null);
    }
    return node.isBoolean()
        ? new Sent<>(true, node.booleanValue())
        : invalid(field, field + " must be a boolean");
  }

  /** A whole number; one that is sent as a string counts, as GitHub's own form clients send it. */
  public Sent<Long> integer(String field) {
    JsonNode node = body.get(field);
    if (node == null || node.isNull()) {
      return new Sent<>(node != null, null);
    }
    Optional<Long> number = Texts.integer(node);
    return number.isPresent()
        ? new Sent<>(true, number.get())
        : invalid(field, field + " must be an integer");
  }

  /** A list of texts. */
  public Sent<List<String>> texts(String field, int most) {
    JsonNode node = body.get(field);
    if (node == null || node.isNull()) {
      return new Sent<>(node != null, null);
    }
    List<String> texts = new ArrayList<>();
    if (node instanceof ArrayNode array) {
      for (JsonNode element : array) {
        if (!element.isTextual() || Texts.fault(element.textValue(), most).isPresent()) {
          return invalid(
              field, field + " must be an array of strings of at most " + most + " characters");
        }
        texts.add(element.textValue());
      }
      return new Sent<>(true, List.copyOf(texts));
    }
    return invalid(field, field + " must be an array");
  }

  /** A list of whole numbers. */
  public Sent<List<Long>> integers(String field) {
    JsonNode node = body.get(field);
    if (node == null || node.isNull()) {
      return new Sent<>(node != null, null);
    }
    List<Long> numbers = new ArrayList<>();
    if (node instanceof ArrayNode array) {
      for (JsonNode element : array) {
        Optional<Long> number = Texts.integer(element);
        if (number.isEmpty()) {
          return invalid(field, field + " must be an array of integers");
        }
        numbers.add(number.get());
      }
      return new Sent<>(true, List.copyOf(numbers));
    }
    return invalid(field, field + " must be an array");
  }

  /** An object. */
  public Sent<ObjectNode> object(String field) {
    JsonNode node = body.get(field);
    if (node == null || node.isNull()) {
      return new Sent<>(node != null, null);
    }
    return node instanceof ObjectNode object
        ? new Sent<>(true, object)
        : invalid(field, field + " must be an object");
  }

  /** A list of objects. */
  public Sent<List<ObjectNode>> objects(String field) {
    JsonNode node = body.get(field);
    if (node == null || node.isNull()) {
      return new Sent<>(node != null, null);
    }
    List<ObjectNode> objects = new ArrayList<>();
    if (node instanceof ArrayNode array) {
      for (JsonNode element : array) {
        if (!(element instanceof ObjectNode object)) {
          return invalid(field, field + " must be an array of objects");
        }
        objects.add(object);
      }
      return new Sent<>(true, List.copyOf(objects));
    }
    return invalid(field, field + " must be an array");
  }

  /** The field as it was sent, for what has no one type. */
  public @Nullable JsonNode raw(String field) {
    return body.get(field);
  }

  private <T> Sent<T> invalid(String field, String message) {
    errors.add(FieldError.invalid(resource, field, message));
    return new Sent<>(true, null);
  }
}
