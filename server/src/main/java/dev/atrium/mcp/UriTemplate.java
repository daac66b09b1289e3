// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of RFC 6570 that addresses of resources need: {@code {name}} for one segment, {@code
 * {+name}} for one or more segments with their slashes.
 */
final class UriTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\+?)([A-Za-z0-9_]+)\\}");

  private final List<String> names = new ArrayList<>();
  private final Pattern pattern;

  UriTemplate(String template) {
    StringBuilder regex = new StringBuilder();
    Matcher variable = VARIABLE.matcher(template);
    int at = 0;
    while (variable.find()) {
      regex.append(Pattern.quote(template.substring(at, variable.start())));
      regex.append(variable.group(1).isEmpty() ? "([^/]++)" : "(.++)");
      names.add(variable.group(2));
      at = variable.end();
    }
    pattern = Pattern.compile(regex.append(Pattern.quote(template.substring(at))).toString());
  }

  boolean hasVariables() {
    return !names.isEmpty();
  }

  /** Returns the decoded values of the variables, or empty if the address is not of this form. */
  Optional<Map<String, String>> match(String uri) {
    Matcher matcher = pattern.matcher(uri);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String raw = matcher.group(i + 1).replace("+", "%2B");
      try {
        values.put(names.get(i), URLDecoder.decode(raw, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        return Optional.empty(); // A percent sign that encodes nothing.
      }
    }
    return Optional.of(values);
  }
}
