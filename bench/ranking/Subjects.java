// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.regex.Pattern;

/** Which commits are asked for, and in which files. */
final class Subjects {
  private static final Pattern KIND =
      Pattern.compile(
          "^(feat|fix|docs?|style|refactor|perf|tests?|build|ci|chore|revert)(\\([^)]*\\))?!?:\\s*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER = Pattern.compile("\\s*\\(#\\d+\\)\\s*$");

  private static final Pattern BORING =
      Pattern.compile(
          "^(bump|release|version|merge|revert|(re)?format|spotless|lint|prettier|prepare|post-release|happy new year"
              + "|update (the )?(change ?log|version|copyright|dependenc|gnulib|submodule|translations))"
              + "|\\b(bump(s|ed)?|copyright|gnulib (submodule )?to latest|whitespace|indentation|typos?)\\b"
              + "|^v?\\d+\\.\\d+(\\.\\d+)*$|version \\d+\\.\\d",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BOT =
      Pattern.compile("\\[bot]|dependabot|renovate|github-actions", Pattern.CASE_INSENSITIVE);

  /** Change logs, lock files, licences and what programs made: most commits change them, or none does. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "(^|/)(change(s|_?log)[^/]*|news[^/]*|history\\.(md|txt|rst)|releases?\\.(md|txt)"
              + "|[^/]*\\.lock|[^/]*-lock\\.(json|yaml)|go\\.(mod|sum)"
              + "|requirements[^/]*\\.txt|licen[sc]e[^/]*|copying[^/]*|authors|thanks)$"
              + "|[.-]min\\.(js|css)$|\\.(svg|map|snap|po|pot|gmo)$",
          Pattern.CASE_INSENSITIVE);

  private Subjects() {}

  static String strip(String subject) {
    return NUMBER.matcher(KIND.matcher(subject).replaceFirst("")).replaceFirst("").strip();
  }

  static boolean isQuery(String subject, String author) {
    String query = strip(subject);
    return query.split("\\s+").length >= 3 && !BORING.matcher(query).find() && !BOT.matcher(author).find();
  }

  static boolean isSearched(String path) {
    return !LEFT_OUT.matcher(path).find();
  }
}
