// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

/** A refusal with one of OAuth's error codes. The answer's status is still 200, as on GitHub. */
final class OAuthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String error;
  private final long interval;

  OAuthException(String error, String description) {
    this(error, description, 0);
  }

  /**
   * @param interval seconds to wait between two polls from now on; 0 to omit it
   */
  OAuthException(String error, String description, long interval) {
    super(description, null, false, false);
    this.error = error;
    this.interval = interval;
  }

  /** Returns OAuth's error code, such as {@code authorization_pending}. */
  String error() {
    return error;
  }

  long interval() {
    return interval;
  }
}
