// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.io.IOException;
import java.io.Writer;

/** The frame of the plain pages, and the escaping of texts in them. */
public final class Html {
  /** The end of every page. */
  public static final String END = "\n</html>\n";

  private static final int PIECE = 8 * 1024;

  private Html() {}

  /** Returns a page that must not be cached. The title is escaped here; the body is not. */
  public static Response page(int status, String title, String body) {
    return Response.html(status, frame(title, body));
  }

  /**
   * Returns the HTML of a page, with the title also as its heading. The title is escaped here; the
   * body is not.
   */
  public static String frame(String title, String body) {
    return begin(title) + body + END;
  }

  /**
   * Returns the beginning of a page, with the title, which is escaped here, also as its heading.
   */
  public static String begin(String title) {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>%1$s</title>
    <h1>%1$s</h1>
    """
        .formatted(escape(title));
  }

  /** Writes a long text escaped, piece by piece. */
  public static void escape(String text, Writer out) throws IOException {
    for (int at = 0; at < text.length(); at += PIECE) {
      out.write(escape(text.substring(at, Math.min(text.length(), at + PIECE))));
    }
  }

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns a hidden field of a form. */
  public static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
        .formatted(escape(name), escape(value));
  }
}
