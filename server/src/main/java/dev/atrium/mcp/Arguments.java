// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import dev.atrium.http.Texts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of one call, read as kindly as possible: models send numbers as texts, blanks for
 * what they leave out, and names of their own. What cannot be read is a {@link ToolFailure} that
 * names the argument.
 */
public final class Arguments {
  private static final int MOST_CHARACTERS = 8 * 1024 * 1024;

  private final ObjectNode given;

  /**
   * Reads what was sent.
   *
   * @param aliases other names, each with the name that it stands for
   */
  public Arguments(ObjectNode sent, Map<String, String> aliases) {
    given = Json.mapper().createObjectNode();
    sent.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> given.set(field.getKey(), field.getValue()));
    sent.properties().stream()
        .filter(field -> !field.getValue().isNull() && aliases.containsKey(field.getKey()))
        .forEach(field -> given.putIfAbsent(aliases.get(field.getKey()), field.getValue()));
  }

  /** Returns all that was given, by its own names, as JSON. */
  public ObjectNode json() {
    return given;
  }

  /**
   * Returns a text, or empty if it is absent or blank. A number or a boolean counts as its text.
   *
   * @throws ToolFailure if it is a list or an object, or has characters that nothing stores
   */
  public Optional<String> text(String name) {
    JsonNode value = given.path(name);
    if (value.isContainerNode()) {
      throw new ToolFailure("The argument \"%s\" must be a text.".formatted(name));
    }
    String text = value.asText("");
    Texts.fault(text, MOST_CHARACTERS)
        .ifPresent(fault -> {
          throw new ToolFailure("The argument \"%s\" %s.".formatted(name, fault));
        });
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /**
   * Returns a text that must be there.
   *
   * @throws ToolFailure if it is absent or blank; the message names it
   */
  public String required(String name) {
    return text(name)
        .orElseThrow(() ->
            new ToolFailure("The argument \"%s\" is missing. Call again with it.".formatted(name)));
  }

  /**
   * Returns a whole number, moved into its bounds. A text of digits counts as its number; whatever
   * is no number counts as absent.
   */
  public int number(String name, int otherwise, int least, int most) {
    JsonNode value = given.path(name);
    double number = value.isNumber() ? value.doubleValue() : parsed(value.asText(""), otherwise);
    return (int) Math.clamp(number, least, most);
  }

  private static double parsed(String text, int otherwise) {
    String digits = text.strip();
    return digits.matches("[+-]?[0-9]{1,18}([.][0-9]{0,18})?")
        ? Double.parseDouble(digits)
        : otherwise;
  }

  /** Returns a boolean. Texts such as {@code "true"}, {@code "no"} and {@code "1"} count, too. */
  public boolean flag(String name, boolean otherwise) {
    return switch (given.path(name).asText("").strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> otherwise;
    };
  }

  /**
   * Returns an object, or empty if it is absent. A text that is the JSON of an object counts, too.
   *
   * @throws ToolFailure if it is anything else
   */
  public Optional<ObjectNode> object(String name) {
    JsonNode value = given.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (value.isTextual()) {
      value = parsed(value.textValue());
    }
    if (value instanceof ObjectNode object) {
      return Optional.of(object);
    }
    throw new ToolFailure("The argument \"%s\" must be an object.".formatted(name));
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      return Json.mapper().missingNode();
    }
  }
}
