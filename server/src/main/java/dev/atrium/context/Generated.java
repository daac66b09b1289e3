// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells files that no person of the repository wrote: lock files, minified code, code of others
 * that is kept along, and what a generator has signed. They would fill every answer.
 */
final class Generated {
  private static final Set<String> NAMES =
      Set.of(
          "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "bun.lock",
          "deno.lock",
          "cargo.lock",
          "gemfile.lock",
          "composer.lock",
          "poetry.lock",
          "pdm.lock",
          "uv.lock",
          "pipfile.lock",
          "mix.lock",
          "pubspec.lock",
          "podfile.lock",
          "flake.lock",
          "gradle.lockfile",
          "go.sum");

  private static final Pattern FOLDERS =
      Pattern.compile("(^|/)(node_modules|bower_components|vendor|third[_-]party)/");

  private static final Pattern MINIFIED = Pattern.compile("[.-]min\\.(js|css|mjs)$|\\.map$");

  private static final Pattern SIGNED =
      Pattern.compile("@generated\\b|\\bCode generated .* DO NOT EDIT\\b");

  /** The lines at the beginning that a generator signs in. */
  private static final int HEAD = 10;

  /** The mean length of lines that no person writes. */
  private static final int LONG_LINES = 500;

  private static final int SMALL = 5_000;

  private Generated() {}

  /** Tells by the path and the text of a file. */
  static boolean is(String path, String text) {
    String lower = path.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower.substring(lower.lastIndexOf('/') + 1))
        || FOLDERS.matcher(lower).find()
        || MINIFIED.matcher(lower).find()
        || (isCode(lower) && text.length() > SMALL && text.length() / lines(text) > LONG_LINES)
        || text.lines().limit(HEAD).anyMatch(line -> SIGNED.matcher(line).find());
  }

  private static boolean isCode(String path) {
    return path.endsWith(".js") || path.endsWith(".css") || path.endsWith(".mjs");
  }

  private static long lines(String text) {
    return Math.max(1, text.lines().count());
  }
}
