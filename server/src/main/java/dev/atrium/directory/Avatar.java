// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Sha256;
import java.util.List;

/**
 * The picture of an account: a pattern of squares that follows from its id alone. Nothing is looked
 * up for it. So it needs no token, which a browser would not send with a picture, and it does not
 * tell whether there is such an account.
 */
final class Avatar {
  private static final int SIDE = 5;

  /** The columns that are drawn; the others mirror them. */
  private static final int HALF = 3;

  private static final List<String> COLOURS =
      List.of(
          "#b03a3a", "#b0623a", "#94801f", "#5d8f2a", "#2a8f4e", "#2a8f85", "#2a76a8", "#3a55b0",
          "#5f3ab0", "#8f3ab0", "#b03a94", "#6b6f76");

  private Avatar() {}

  static Response answer(Request request) {
    return Response.text(svg(request.number("account_id")), "image/svg+xml")
        .with("Cache-Control", "public, max-age=86400");
  }

  static String svg(long accountId) {
    byte[] hash = Sha256.digest("avatar " + accountId);
    StringBuilder squares = new StringBuilder();
    for (int column = 0; column < HALF; column++) {
      for (int row = 0; row < SIDE; row++) {
        if ((hash[column * SIDE + row] & 1) == 0) {
          square(squares, column, row);
          if (column != SIDE - 1 - column) {
            square(squares, SIDE - 1 - column, row);
          }
        }
      }
    }
    String colour = COLOURS.get(Math.floorMod(hash[hash.length - 1], COLOURS.size()));
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="420" height="420" viewBox="-1 -1 7 7">
    <path fill="#f0f0f0" d="M-1-1h7v7h-7z"/>
    <path fill="%s" d="%s"/>
    </svg>
    """
        .formatted(colour, squares);
  }

  private static void square(StringBuilder squares, int column, int row) {
    squares.append('M').append(column).append(' ').append(row).append("h1v1h-1z");
  }
}
