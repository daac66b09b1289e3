// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The order of permission levels: read is part of write, and write is part of admin. */
final class PermissionLevels {
  private static final List<String> ORDER = List.of("read", "write", "admin");

  private PermissionLevels() {}

  /**
   * Returns the permissions with {@code metadata: read} added if it is absent. Every GitHub App has
   * it for what it reaches.
   */
  static Map<String, String> withMetadata(Map<String, String> permissions) {
    Map<String, String> all = new TreeMap<>(permissions);
    all.putIfAbsent("metadata", "read");
    return all;
  }

  /** Returns the intersection: permissions that are in both, each at the lower level. */
  static Map<String, String> common(Map<String, String> one, Map<String, String> other) {
    Map<String, String> both = new TreeMap<>(one);
    both.keySet().retainAll(other.keySet());
    both.replaceAll((name, level) -> {
      String limit = other.get(name);
      return ORDER.indexOf(level) <= ORDER.indexOf(limit) ? level : limit;
    });
    return both;
  }

  /** Tells whether every wanted permission is given, at that level or a higher one. */
  static boolean cover(Map<String, String> given, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(entry ->
            ORDER.indexOf(given.getOrDefault(entry.getKey(), ""))
                >= ORDER.indexOf(entry.getValue()));
  }
}
