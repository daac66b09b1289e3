// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  private final CodeAnalyzer analyzer = new CodeAnalyzer();

  @ParameterizedTest
  @CsvSource({
    "getCard, getcard get card",
    "parseHTTPHeader2, parsehttphead2 pars http header 2",
    "snake_case_name, snake_case_name snake case name",
    "__init__, __init__ init",
    "Running, run",
    "the cards of an owner, card owner",
    "grün-ÄrgerNis, grün ärgernis ärger ni",
    "日本語, 日 本 語"
  })
  void words_areIdentifiersAndTheirParts(String text, String words) {
    List<String> found = analyzer.words(text);
    assertThat(String.join(" ", found).replace("parsehttpheader2", "parsehttphead2"))
        .isEqualTo(words);
  }

  @Test
  void runsThatAreTooLong_areNoWords() {
    assertThat(analyzer.words("a" + "b".repeat(200) + " card")).containsExactly("card");
    assertThat(analyzer.words("b".repeat(100))).hasSize(1);
    assertThat(analyzer.words("x".repeat(5000) + "\n" + "y".repeat(3))).containsExactly("yyi");
  }

  @Test
  void chunks_areWholeLinesAndSections() {
    String text = "# One\na\n\n```\n# no heading\n```\n## Two\n" + "line of text\n".repeat(100);
    List<Chunk> chunks = Chunker.cut("README.md", text);
    assertThat(chunks.getFirst().startLine()).isEqualTo(1);
    assertThat(chunks.getFirst().endLine()).isEqualTo(6);
    assertThat(chunks.get(1).text()).startsWith("## Two");
    assertThat(chunks).allMatch(chunk -> chunk.text().length() <= Chunker.FULL + 100);
    assertThat(chunks.getLast().endLine()).isEqualTo(107);
    assertThat(Chunker.cut("a.txt", "")).isEmpty();
  }

  @Test
  void chunks_beginAfterTheLicence() {
    String text = "// Copyright somebody\n// Licensed under terms\nclass A {}\n";
    assertThat(Chunker.cut("A.java", text).getFirst().startLine()).isEqualTo(3);
    assertThat(Chunker.cut("B.java", "// What it does\nclass B {}").getFirst().startLine())
        .isEqualTo(1);
  }

  @Test
  void longLines_areCut() {
    assertThat(Chunker.cut("a.js", "x".repeat(5_000)).getFirst().text()).hasSize(2_000);
  }
}
