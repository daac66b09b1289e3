// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import dev.atrium.git.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The rendering of files as HTML. It passes none of a file's own markup through. */
final class Markup {
  private static final Parser PARSER = Parser.builder().build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

  private Markup() {}

  /** Renders Markdown, and shows any other file as plain text. */
  static String html(Entry file, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String name = file.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".md") || name.endsWith(".markdown")
        ? "<article class=\"markdown-body\">" + RENDERER.render(PARSER.parse(text)) + "</article>\n"
        : "<pre>" + escape(text) + "</pre>\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
