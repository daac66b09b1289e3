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

/**
 * A reader of a body's fields. It collects faults instead of throwing, so that one answer lists
 * them all. Call {@link #check} after the last field, before any value is stored.
 */
public final class Fields {
  private final ObjectNode body;
  private final String resource;
  private final List<FieldError> errors;

  /**
   * Reads the fields of a body.
   *
   * @param resource the name that errors give to what the fields belong to
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

  /** Adds a fault that only the feature can detect. */
  public void fault(FieldError error) {
    errors.add(error);
  }

  /**
   * Ends the reading.
   *
   * @throws ApiException 422 listing every fault, if there are any
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw ApiException.invalid(errors);
    }
  }

  public boolean has(String field) {
    return body.has(field);
  }

  /** Adds a fault if the field is absent or null. */
  public void require(String field) {
    if (!body.hasNonNull(field)) {
      errors.add(FieldError.missingField(resource, field));
    }
  }

  /**
   * Reads a text; NUL and lone surrogates are refused.
   *
   * @param most the largest length in code points
   */
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

  /** Reads a text that must be one of the values. */
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

  /**
   * Reads a whole number. A string of digits counts too, because GitHub's own form clients send
   * one.
   */
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

  /**
   * Reads a list of texts.
   *
   * @param most the largest length of each in code points
   */
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

  /** Reads a list of whole numbers. */
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

  /** Reads an object. */
  public Sent<ObjectNode> object(String field) {
    JsonNode node = body.get(field);
    if (node == null || node.isNull()) {
      return new Sent<>(node != null, null);
    }
    return node instanceof ObjectNode object
        ? new Sent<>(true, object)
        : invalid(field, field + " must be an object");
  }

  /** Reads a list of objects. */
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

  /** Returns the field as it was sent, for fields that have more than one type. */
  public @Nullable JsonNode raw(String field) {
    return body.get(field);
  }

  private <T> Sent<T> invalid(String field, String message) {
    errors.add(FieldError.invalid(resource, field, message));
    return new Sent<>(true, null);
  }
}
