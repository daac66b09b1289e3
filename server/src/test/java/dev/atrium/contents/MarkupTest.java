// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.git.Entry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is rendered, and what would take too long and is shown as it is. */
class MarkupTest {
  private static final int MEBIBYTE = 1024 * 1024;

  private static String html(String markdown) {
    byte[] bytes = markdown.getBytes(StandardCharsets.UTF_8);
    Entry file = new Entry("README.md", "100644", Entry.Type.FILE, "0".repeat(40), bytes.length);
    return Markup.html(file, () -> bytes);
  }

  @Test
  void markdown_isRendered() {
    assertThat(html("# Title\n\nA *word*.\n")).contains("<h1>Title</h1>").contains("<em>word</em>");
  }

  @Test
  void longTextOfShortParagraphs_isRendered() {
    assertThat(html("A *word* and `code`.\n \n".repeat(20_000)))
        .startsWith("<article")
        .contains("<em>word</em>");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS) // Without the bound, each takes seconds.
  void whatTakesTheSquareOfItsLength_isShownAsText() {
    for (String unit : new String[] {"*_", "*a_ ", "[", "![[", "`", "<", "**x*\n", "&", "\\["}) {
      String text = unit.repeat(MEBIBYTE / unit.length());
      assertThat(html(text)).startsWith("<pre>");
    }
  }

  @Test
  void deepNesting_isNoDeeperThanItMayBe() {
    for (String unit : new String[] {">", "> ", "- ", "1. "}) {
      String text = unit.repeat(MEBIBYTE / unit.length());
      assertThat(html(text)).startsWith("<article");
    }
  }
}
