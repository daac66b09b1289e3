// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fields with one text each, as HTML forms and OAuth clients send them. */
public final class Form {
  private Form() {}

  /**
   * Reads the body as JSON if the content type says so, else as a form. If a form repeats a name,
   * the first value counts.
   */
  static Map<String, String> read(String contentType, byte[] body) {
    return contentType.contains("json")
        ? ofJson(Json.readBody(body))
        : ofForm(new String(body, StandardCharsets.UTF_8));
  }

  private static Map<String, String> ofJson(ObjectNode object) {
    Map<String, String> fields = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getValue().isValueNode() && !field.getValue().isNull()) {
        fields.put(field.getKey(), checked(field.getValue().asText()));
      }
    }
    return fields;
  }

  private static Map<String, String> ofForm(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : List.of(text.split("&", -1))) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(
            decode(pair.substring(0, equals)), checked(decode(pair.substring(equals + 1))));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad();
    }
  }

  private static String checked(String text) {
    if (text.indexOf(0) >= 0) {
      throw bad();
    }
    return text;
  }

  private static ApiException bad() {
    return ApiException.of(ErrorCode.BAD_REQUEST, "Problems parsing the form");
  }

  /** Writes alternating names and values as the query of a URL. A pair with a null is left out. */
  public static String query(@Nullable String... pairs) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      String name = pairs[i];
      String value = pairs[i + 1];
      if (name != null && value != null) {
        fields.put(name, value);
      }
    }
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
