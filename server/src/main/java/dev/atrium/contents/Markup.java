// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import dev.atrium.git.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Shows a file as HTML in which nothing of the file is markup of its own. */
final class Markup {
  private static final Parser PARSER = Parser.builder().build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

  private Markup() {}

  /** Markdown is rendered, anything else is shown as it is. */
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
