// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** A reader of Authorization headers: Bearer, token and Basic (behaviour §2). */
final class Credentials {
  private Credentials() {}

  /**
   * Reads the token from a header.
   *
   * @throws ApiException 401 if its scheme is unknown or its form is wrong
   */
  static String token(String header) {
    int space = header.indexOf(' ');
    String rest = header.substring(space + 1).strip();
    return switch (scheme(header)) {
      case "bearer", "token" -> rest;
      case "basic" -> ofPair(rest);
      default -> throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
    };
  }

  /**
   * Tells whether a browser may have added the header by itself, as it does with Basic after a page
   * has asked for it. A page must set any other scheme itself, which it can only with a token that
   * it knows.
   */
  static boolean mayBeTheBrowsers(String header) {
    return scheme(header).equals("basic");
  }

  private static String scheme(String header) {
    int space = header.indexOf(' ');
    return space < 0 ? "" : header.substring(0, space).toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the token from a Basic header. It is the password, or the name if the password is empty
   * or {@code x-oauth-basic}, as git's clients send it.
   */
  private static String ofPair(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      String name = colon < 0 ? "" : pair.substring(0, colon);
      String password = pair.substring(colon + 1);
      boolean isName = password.isEmpty() || password.equals("x-oauth-basic");
      return isName && !name.isEmpty() ? name : password;
    } catch (IllegalArgumentException e) {
      throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
    }
  }
}
