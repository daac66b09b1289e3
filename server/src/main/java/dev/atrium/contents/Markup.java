// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import dev.atrium.git.Entry;
import dev.atrium.work.AnswerMemory;
import dev.atrium.work.Full;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The rendering of files as HTML. It passes none of a file's own markup through. */
final class Markup {
  /** The nesting of quotes and lists beyond which they are text. */
  private static final int DEEPEST = 100;

  /**
   * The most characters in one paragraph that may begin or end emphasis, links or code. The
   * parser's time and memory grow with the square of their number: six texts of 1 MB ended a
   * server.
   */
  private static final int MOST_DELIMITERS = 2_000;

  private static final String DELIMITERS = "*_[]`<&!\\";

  /** What a parsed text takes for each of its bytes, at most. */
  private static final int BYTES_PER_BYTE = 64;

  /** What plain text takes for each byte of the file, escaped. */
  private static final int BYTES_OF_TEXT = 8;

  private static final Parser PARSER = Parser.builder().maxOpenBlockParsers(DEEPEST).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

  private Markup() {}

  /**
   * Renders Markdown, and shows any other file as plain text, as well as Markdown that would take
   * too long.
   *
   * @param content reads the bytes of the file, once there is room for them
   * @throws Full if there is no room for it
   */
  static String html(Entry file, Supplier<byte[]> content) {
    return AnswerMemory.countWhile(file.size() * BYTES_OF_TEXT, () -> rendered(file, content));
  }

  private static String rendered(Entry file, Supplier<byte[]> content) {
    byte[] bytes = content.get();
    String text = new String(bytes, StandardCharsets.UTF_8);
    String name = file.name().toLowerCase(Locale.ROOT);
    boolean markdown = name.endsWith(".md") || name.endsWith(".markdown");
    if (!markdown || !isQuick(text)) {
      return "<pre>" + escape(text) + "</pre>\n";
    }
    return AnswerMemory.countWhile(
        (long) bytes.length * BYTES_PER_BYTE,
        () ->
            "<article class=\"markdown-body\">"
                + RENDERER.render(PARSER.parse(text))
                + "</article>\n");
  }

  /** Tells whether no paragraph has too many delimiters. A blank line ends a paragraph. */
  private static boolean isQuick(String text) {
    int delimiters = 0;
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        delimiters = blank ? 0 : delimiters;
        blank = true;
      } else {
        blank &= c == ' ' || c == '\t' || c == '\r'; // CommonMark knows no other white space.
        delimiters += DELIMITERS.indexOf(c) >= 0 ? 1 : 0;
      }
      if (delimiters > MOST_DELIMITERS) {
        return false;
      }
    }
    return true;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
