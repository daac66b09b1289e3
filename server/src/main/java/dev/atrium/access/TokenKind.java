// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * The five kinds of token, told apart by their prefix (behaviour §2), and the JSON web token that
 * an app signs to speak for itself.
 */
public enum TokenKind {
  CLASSIC("ghp_", true),
  OAUTH("gho_", true),
  FINE_GRAINED("github_pat_", false),
  APP_USER("ghu_", false),
  INSTALLATION("ghs_", false),
  /** Taken by an app's own operations, and by no other. */
  APP("", false);

  private final String prefix;
  private final boolean scoped;

  TokenKind(String prefix, boolean scoped) {
    this.prefix = prefix;
    this.scoped = scoped;
  }

  public String prefix() {
    return prefix;
  }

  /**
   * Whether OAuth scopes say what it may; the others have permissions, one resource owner and a
   * choice of repositories.
   */
  public boolean scoped() {
    return scoped;
  }

  /** How GitHub names it where it refuses it. */
  String refusal() {
    return switch (this) {
      case INSTALLATION, APP_USER, APP -> "Resource not accessible by integration";
      case FINE_GRAINED, CLASSIC, OAUTH -> "Resource not accessible by personal access token";
    };
  }
}
