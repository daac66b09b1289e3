// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.Authenticated;
import dev.atrium.access.PathSubject;

/** A finder of the caller that a token belongs to. */
public interface Authenticator {
  /**
   * Authenticates a token.
   *
   * @param token the token as it was sent
   * @param subject what the request will need the version of, to be read together with the
   *     directory's
   * @throws dev.atrium.error.ApiException 401 if the token is unknown, expired, revoked or
   *     malformed; 403 if its account is suspended
   */
  Authenticated authenticate(String token, PathSubject subject);

  /**
   * Tells whether a token of this form might be guessed. If so, an address that tried too many
   * tokens is refused.
   */
  default boolean isGuessable(String token) {
    return false;
  }

  /**
   * Tells whether a text has the form of a token, rather than of something that was sent by
   * mistake.
   */
  boolean isWellFormed(String text);
}
