// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

/** The strength of an admin token, whose text an administrator chooses. */
public final class AdminToken {
  /** The least length of a strong token; 16 random bytes in hexadecimal have it. */
  public static final int STRONG_LENGTH = 32;

  /** Fewer different characters are a pattern; of 32 random hexadecimal digits, hardly any have. */
  private static final int DIFFERENT = 8;

  private AdminToken() {}

  /** Tells whether nobody can guess the token, however often they try. */
  public static boolean isStrong(String token) {
    return TokenText.isWellFormed(token)
        || (token.length() >= STRONG_LENGTH && token.chars().distinct().count() >= DIFFERENT);
  }
}
