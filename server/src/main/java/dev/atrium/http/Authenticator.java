// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.Caller;

/** Finds out who a token stands for. The directory implements it. */
public interface Authenticator {
  /**
   * The caller that a token stands for.
   *
   * @param token as it was sent
   * @throws dev.atrium.error.ApiException 401 when it is unknown, expired, revoked or malformed;
   *     403 when its account is suspended
   */
  Caller authenticate(String token);

  /**
   * Whether a token of that form might be guessed: then an address that tried too many is not
   * heard.
   */
  default boolean isGuessable(String token) {
    return false;
  }

  /** Whether a text has the form of a token, rather than of anything that was sent by mistake. */
  boolean isWellFormed(String text);
}
