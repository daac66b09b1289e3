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
import java.util.function.Function;

/**
 * A reader of a body's fields. It collects faults instead of throwing, so that one answer lists
 * them all. Call {@link #check} after the last field, before any value is stored.
 *
 * <p>Whatever can be long is read with a maximum, and a longer value is refused before its elements
 * are looked at. So nothing that follows, in the writer least of all, grows with the body alone.
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

  /** Tells whether the field is neither absent nor null. */
  public boolean hasValue(String field) {
    return body.hasNonNull(field);
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
  public PatchField<String> text(String field, int most) {
    return read(
        field,
        node -> {
          if (!node.isTextual()) {
            throw new Fault("must be a string");
          }
          return sound(node.textValue(), most);
        });
  }

  /**
   * Reads a text. A whole number counts as its digits, as GitHub takes it.
   *
   * @param most the largest length in code points
   */
  public PatchField<String> textOrNumber(String field, int most) {
    return read(
        field,
        node -> {
          if (!node.isTextual() && !node.isIntegralNumber()) {
            throw new Fault("must be a string");
          }
          return sound(node.asText(), most);
        });
  }

  /** Reads a text that must be one of the values. */
  public PatchField<String> oneOf(String field, List<String> values) {
    PatchField<String> sent = text(field, 255);
    String value = sent.value();
    if (sent.present() && body.get(field).isNull()) {
      return invalid(field, field + " must be one of " + String.join(", ", values));
    }
    return value != null && !values.contains(value)
        ? invalid(field, field + " must be one of " + String.join(", ", values))
        : sent;
  }

  public PatchField<Boolean> bool(String field) {
    return read(
        field,
        node -> {
          if (!node.isBoolean()) {
            throw new Fault("must be a boolean");
          }
          return node.booleanValue();
        });
  }

  /**
   * Reads a whole number. A string of digits counts too, because GitHub's own form clients send
   * one.
   */
  public PatchField<Long> integer(String field) {
    return read(
        field, node -> Texts.integer(node).orElseThrow(() -> new Fault("must be an integer")));
  }

  /**
   * Reads a list of texts.
   *
   * @param most the largest number of elements
   * @param longest the largest length of each in code points
   */
  public PatchField<List<String>> texts(String field, int most, int longest) {
    return list(
        field,
        most,
        "strings of at most " + longest + " characters",
        element ->
            element.isTextual() && Texts.fault(element.textValue(), longest).isEmpty()
                ? Optional.of(element.textValue())
                : Optional.empty());
  }

  /**
   * Reads a list of names. Each is a string or an object with a name; white space around it does
   * not count.
   *
   * @param key the field of an object that has the name
   * @param most the largest number of elements
   * @param longest the largest length of each in code points
   */
  public PatchField<List<String>> names(String field, String key, int most, int longest) {
    return list(
        field,
        most,
        "names of at most " + longest + " characters",
        element -> {
          JsonNode sent = element.isObject() ? element.path(key) : element;
          String name = sent.isTextual() ? sent.textValue().strip() : "";
          return name.isEmpty() || Texts.fault(name, longest).isPresent()
              ? Optional.empty()
              : Optional.of(name);
        });
  }

  /**
   * Reads a list of whole numbers.
   *
   * @param most the largest number of elements
   */
  public PatchField<List<Long>> integers(String field, int most) {
    return list(field, most, "integers", Texts::integer);
  }

  /**
   * Reads an object.
   *
   * @param most the largest number of fields
   */
  public PatchField<ObjectNode> object(String field, int most) {
    return read(
        field,
        node -> {
          ObjectNode object = asObject(node).orElseThrow(() -> new Fault("must be an object"));
          if (object.size() > most) {
            throw new Fault("must have at most " + most + " fields");
          }
          return object;
        });
  }

  /**
   * Reads a list of objects.
   *
   * @param most the largest number of elements
   */
  public PatchField<List<ObjectNode>> objects(String field, int most) {
    return list(field, most, "objects", Fields::asObject);
  }

  private static Optional<ObjectNode> asObject(JsonNode node) {
    return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  private static String sound(String text, int most) {
    Optional<String> fault = Texts.fault(text, most);
    if (fault.isPresent()) {
      throw new Fault(fault.get());
    }
    return text;
  }

  private <T> PatchField<List<T>> list(
      String field, int most, String what, Function<JsonNode, Optional<T>> element) {
    return read(
        field,
        node -> {
          if (!(node instanceof ArrayNode array)) {
            throw new Fault("must be an array");
          }
          if (array.size() > most) {
            throw new Fault("must have at most " + most + " elements");
          }
          List<T> values = new ArrayList<>();
          for (JsonNode each : array) {
            values.add(
                element.apply(each).orElseThrow(() -> new Fault("must be an array of " + what)));
          }
          return List.copyOf(values);
        });
  }

  /** Reads a field that is neither absent nor null; a fault is kept, and stands for the value. */
  private <T> PatchField<T> read(String field, Function<JsonNode, T> reader) {
    JsonNode node = body.get(field);
    if (node == null || node.isNull()) {
      return new PatchField<>(node != null, null);
    }
    try {
      return new PatchField<>(true, reader.apply(node));
    } catch (Fault e) {
      return invalid(field, field + " " + e.getMessage());
    }
  }

  private <T> PatchField<T> invalid(String field, String message) {
    errors.add(FieldError.invalid(resource, field, message));
    return new PatchField<>(true, null);
  }

  /** A value that is not what the field takes; the message follows the field's name. */
  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
      super(message, null, false, false);
    }
  }
}
