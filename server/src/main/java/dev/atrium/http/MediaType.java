// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.Locale;

/** GitHub's media types, which select one of several forms of the same resource. */
public final class MediaType {
  /** The types of a header that are looked at. */
  private static final int MOST = 32;

  private static final String JSON = "+json";

  private MediaType() {}

  /**
   * Tells whether the request asks for {@code application/vnd.github.NAME}, with or without {@code
   * v3} before the name and {@code +json} after it.
   */
  public static boolean asked(Request request, String name) {
    String accept = request.header("Accept").orElse("").toLowerCase(Locale.ROOT);
    // Clients send a few; a header of 60 KB could name tens of thousands.
    for (String type : accept.split(",", MOST)) {
      int parameters = type.indexOf(';');
      String plain = (parameters < 0 ? type : type.substring(0, parameters)).strip();
      plain = plain.endsWith(JSON) ? plain.substring(0, plain.length() - JSON.length()) : plain;
      if (plain.equals("application/vnd.github." + name)
          || plain.equals("application/vnd.github.v3." + name)) {
        return true;
      }
    }
    return false;
  }
}
