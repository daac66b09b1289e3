// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.Authenticated;

/** Finds the caller that a token stands for. */
public interface Authenticator {
  /**
   * Authenticates a token.
   *
   * @param token as it was sent
   * @param spaceId a space whose version the request will need, to be read along; 0 for none
   * @throws dev.atrium.error.ApiException 401 when it is unknown, expired, revoked or malformed;
   *     403 when its account is suspended
   */
  Authenticated authenticate(String token, long spaceId);

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
