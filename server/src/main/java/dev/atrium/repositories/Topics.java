// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.ApiException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The topics of a repository: words by which people find it. GitHub refuses a bad list with a
 * sentence of its own rather than with a list of fields.
 */
final class Topics {
  private static final int MOST = 20;
  private static final Pattern TOPIC = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");

  private Topics() {}

  /**
   * Reads the whole list of a body. Upper case becomes lower case, and what comes twice counts
   * once.
   *
   * @throws ApiException 422 if it is missing, too long, or has something that is no topic
   */
  static List<String> read(ObjectNode body) {
    JsonNode names = body.path("names");
    if (!names.isArray()) {
      throw ApiException.unprocessable("names must be an array of topics.");
    }
    if (names.size() > MOST) {
      throw ApiException.unprocessable(
          "A repository cannot have more than %d topics.".formatted(MOST));
    }
    Set<String> topics = new LinkedHashSet<>();
    for (JsonNode name : names) {
      String topic = name.isTextual() ? name.textValue().toLowerCase(Locale.ROOT) : "";
      if (!TOPIC.matcher(topic).matches()) {
        throw ApiException.unprocessable(
            "Topics must start with a lowercase letter or number, consist of 50 characters or less, and can"
                + " include hyphens.");
      }
      topics.add(topic);
    }
    return List.copyOf(topics);
  }

  /** Reads the stored form. */
  static List<String> split(String stored) {
    return stored.isEmpty() ? List.of() : List.of(stored.split(" ", -1));
  }
}
