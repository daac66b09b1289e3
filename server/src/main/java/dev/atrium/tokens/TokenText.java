// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import dev.atrium.access.TokenKind;
import dev.atrium.http.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The text form of tokens: a prefix for the kind, 30 random base62 characters and a checksum. The
 * checksum lets a mistyped token be refused without a lookup (behaviour §2).
 */
public final class TokenText {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM = 30;
  private static final int CHECKSUM = 6;
  private static final SecureRandom SECURE = new SecureRandom();

  private TokenText() {}

  static String make(TokenKind kind) {
    String text = random(kind.prefix(), RANDOM);
    return text + checksum(text);
  }

  /** Returns the prefix followed by that many random base62 characters. */
  public static String random(String prefix, int length) {
    StringBuilder text = new StringBuilder(prefix);
    for (int i = 0; i < length; i++) {
      text.append(BASE62.charAt(SECURE.nextInt(BASE62.length())));
    }
    return text.toString();
  }

  /** Returns whether the text ends in the right checksum. */
  static boolean isWellFormed(String token) {
    int cut = token.length() - CHECKSUM;
    return cut > 0 && token.endsWith(checksum(token.substring(0, cut)));
  }

  /** Returns the SHA-256 digest in hexadecimal; only this is stored. */
  public static String digest(String token) {
    return HexFormat.of().formatHex(Sha256.digest(token));
  }

  /** Returns the CRC-32 of the text in base62, padded with zeros. */
  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    long rest = crc.getValue();
    char[] digits = new char[CHECKSUM];
    for (int i = CHECKSUM - 1; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
      rest /= BASE62.length();
    }
    return new String(digits);
  }
}
