// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * A kind of token. Five kinds are told apart by their prefix (behaviour §2); the sixth is the JSON
 * web token that an app signs to act as itself.
 */
public enum TokenKind {
  CLASSIC("ghp_", true),
  OAUTH("gho_", true),
  FINE_GRAINED("github_pat_", false),
  APP_USER("ghu_", false),
  INSTALLATION("ghs_", false),
  /** Accepted by an app's own operations, and by no other. */
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
   * Tells whether OAuth scopes limit the token. The other kinds have permissions, one resource
   * owner and a choice of repositories.
   */
  public boolean scoped() {
    return scoped;
  }

  /** Returns the message with which GitHub refuses this kind. */
  String refusal() {
    return switch (this) {
      case INSTALLATION, APP_USER, APP -> "Resource not accessible by integration";
      case FINE_GRAINED, CLASSIC, OAUTH -> "Resource not accessible by personal access token";
    };
  }
}
