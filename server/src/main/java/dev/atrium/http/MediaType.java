// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.Locale;

/** GitHub's media types, which select one of several forms of the same resource. */
public final class MediaType {
  private MediaType() {}

  /**
   * Tells whether the request asks for {@code application/vnd.github.NAME}, with or without {@code
   * v3} before the name and {@code +json} after it.
   */
  public static boolean asked(Request request, String name) {
    String accept = request.header("Accept").orElse("").toLowerCase(Locale.ROOT);
    for (String type : accept.split(",", -1)) {
      String plain = type.replaceFirst(";.*", "").strip().replaceFirst("\\+json$", "");
      if (plain.equals("application/vnd.github." + name)
          || plain.equals("application/vnd.github.v3." + name)) {
        return true;
      }
    }
    return false;
  }
}
