// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

/** A refusal in OAuth's own words; the answer is 200 all the same, as GitHub's. */
final class OAuthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String error;
  private final long interval;

  OAuthException(String error, String description) {
    this(error, description, 0);
  }

  /**
   * @param interval seconds to wait between two questions from now on; 0 to leave it unsaid
   */
  OAuthException(String error, String description, long interval) {
    super(description, null, false, false);
    this.error = error;
    this.interval = interval;
  }

  /** Such as {@code authorization_pending}. */
  String error() {
    return error;
  }

  long interval() {
    return interval;
  }
}
