// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

/**
 * The condition that an issue or one of its comments mentions a user. A mention is {@code @login},
 * in any case, and neither side of it continues as a name.
 */
final class Mentions {
  private static final String LOGIN = "[a-z0-9-]+(\\[bot])?";
  private static final String BEFORE = "abcdefghijklmnopqrstuvwxyz0123456789_";
  private static final String AFTER = "abcdefghijklmnopqrstuvwxyz0123456789-_";

  private Mentions() {}

  /** Returns whether there can be a user with this login, in lower case. */
  static boolean possible(String key) {
    return key.matches(LOGIN);
  }

  /** Returns the condition. Its parameter {@code :mention} is {@code @login} in lower case. */
  static String condition() {
    return "("
        + mentions("issue.body")
        + " OR EXISTS (SELECT 1 FROM issue_comment WHERE issue_comment.issue_id = issue.id AND "
        + mentions("issue_comment.body")
        + "))";
  }

  /**
   * Both databases can replace texts, but only one knows regular expressions. So what continues as
   * a name is removed first, from the few texts that have the login at all.
   */
  private static String mentions(String column) {
    String text = "lower(" + column + ")";
    String found = text + " LIKE '%' || :mention || '%'";
    for (int i = 0; i < AFTER.length(); i++) {
      text = "replace(" + text + ", :mention || '" + AFTER.charAt(i) + "', ' ')";
    }
    for (int i = 0; i < BEFORE.length(); i++) {
      text = "replace(" + text + ", '" + BEFORE.charAt(i) + "' || :mention, ' ')";
    }
    return "CASE WHEN " + found + " THEN " + text + " LIKE '%' || :mention || '%' ELSE FALSE END";
  }
}
