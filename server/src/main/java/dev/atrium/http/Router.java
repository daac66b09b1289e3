// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tree of all routes, which finds the route of a path. It matches the raw path, so that an
 * encoded slash stays inside its segment. It prefers a literal segment to a parameter with a fixed
 * suffix, and that to any other parameter.
 */
final class Router {
  private final Node root = new Node();

  Router(List<Route> routes) {
    routes.forEach(this::add);
  }

  private void add(Route route) {
    Node node = root;
    for (String segment : route.segments()) {
      node = node.child(segment);
    }
    if (node.routes.put(route.method(), Bound.of(route)) != null) {
      throw new IllegalArgumentException("Two routes for " + route.method() + " " + route.path());
    }
  }

  /**
   * Returns the route with its parameters decoded, or empty if the path or the method does not
   * exist.
   */
  Optional<Match> match(String method, String rawPath) {
    if (!rawPath.startsWith("/")) {
      return Optional.empty();
    }
    String[] segments = rawPath.substring(1).split("/", -1);
    String[] values = new String[segments.length];
    Node node = find(root, segments, 0, values);
    Bound bound = node == null ? null : node.routes.get(method);
    return bound == null ? Optional.empty() : bound.match(values);
  }

  /** Returns the profile of a path, whatever the method, or empty if the path does not exist. */
  Optional<Profile> profile(String rawPath) {
    String[] segments = rawPath.substring(Math.min(1, rawPath.length())).split("/", -1);
    Node node = find(root, segments, 0, new String[segments.length]);
    return node == null
        ? Optional.empty()
        : node.routes.values().stream().findFirst().map(bound -> bound.route().profile());
  }

  private static @Nullable Node find(Node node, String[] segments, int at, String[] values) {
    if (node.rest != null && (at < segments.length || node.routes.isEmpty())) {
      values[Math.min(at, values.length - 1)] =
          String.join("/", List.of(segments).subList(at, segments.length));
      return node.rest;
    }
    if (at == segments.length) {
      return node.routes.isEmpty() ? null : node;
    }
    Node literal = node.literals.get(segments[at]);
    Node found = literal == null ? null : find(literal, segments, at + 1, values);
    for (Map.Entry<String, Node> suffixed : node.suffixed.entrySet()) {
      String end = suffixed.getKey();
      if (found == null && segments[at].endsWith(end) && segments[at].length() > end.length()) {
        values[at] = segments[at].substring(0, segments[at].length() - end.length());
        found = find(suffixed.getValue(), segments, at + 1, values);
      }
    }
    if (found == null && node.parameter != null && !segments[at].isEmpty()) {
      values[at] = segments[at];
      found = find(node.parameter, segments, at + 1, values);
    }
    return found;
  }

  /**
   * Percent-decodes as UTF-8. Returns empty if the text is not valid UTF-8, a {@code %} stands
   * alone, or there is a NUL, which no name has and PostgreSQL does not accept.
   */
  static Optional<String> decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return Optional.of(raw);
    }
    byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        decoded[length++] = bytes[i];
        continue;
      }
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      decoded[length++] = (byte) (high * 16 + low);
      i += 2;
    }
    String text = new String(decoded, 0, length, StandardCharsets.UTF_8);
    boolean name = text.indexOf('\uFFFD') < 0 && text.indexOf(0) < 0;
    return name ? Optional.of(text) : Optional.empty();
  }

  /** A route and the values of its parameters. */
  record Match(Route route, Map<String, String> parameters) {}

  /** A route and the positions of its parameters in the path, computed once. */
  private record Bound(Route route, List<Integer> places, List<String> names) {
    static Bound of(Route route) {
      List<Integer> places = new ArrayList<>();
      List<String> names = new ArrayList<>();
      List<String> segments = route.segments();
      for (int i = 0; i < segments.size(); i++) {
        if (segments.get(i).startsWith("{")) {
          places.add(i);
          String segment = segments.get(i);
          names.add(segment.substring(1, segment.indexOf('}')).replace("...", ""));
        }
      }
      return new Bound(route, List.copyOf(places), List.copyOf(names));
    }

    /** Returns the match with its parameters decoded, or empty if one is not validly encoded. */
    Optional<Match> match(String[] values) {
      Map<String, String> parameters = HashMap.newHashMap(names.size());
      for (int i = 0; i < names.size(); i++) {
        int place = places.get(i);
        String raw = place < values.length ? values[place] : null;
        Optional<String> value = decode(raw == null ? "" : raw);
        if (value.isEmpty()) {
          return Optional.empty();
        }
        parameters.put(names.get(i), value.get());
      }
      return Optional.of(new Match(route, parameters));
    }
  }

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();

    /** The parameters with a fixed suffix, by that suffix. */
    private final Map<String, Node> suffixed = new HashMap<>();

    private final Map<String, Bound> routes = new HashMap<>();
    private @Nullable Node parameter;
    private @Nullable Node rest;

    Node child(String segment) {
      if (segment.endsWith("...}")) {
        rest = rest == null ? new Node() : rest;
        return rest;
      }
      if (segment.startsWith("{") && !segment.endsWith("}")) {
        String end = segment.substring(segment.indexOf('}') + 1);
        return suffixed.computeIfAbsent(end, key -> new Node());
      }
      if (segment.startsWith("{")) {
        parameter = parameter == null ? new Node() : parameter;
        return parameter;
      }
      return literals.computeIfAbsent(segment, key -> new Node());
    }
  }
}
