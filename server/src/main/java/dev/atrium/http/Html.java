// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

/** The frame of the plain pages, and the escaping of texts in them. */
public final class Html {
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
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>%1$s</title>
    <h1>%1$s</h1>
    %2$s
    </html>
    """
        .formatted(escape(title), body);
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
