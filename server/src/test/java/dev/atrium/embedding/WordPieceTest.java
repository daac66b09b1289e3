// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The numbers expected are those of the reference, Hugging Face's library {@code tokenizers} 0.22,
 * with the same vocabulary.
 */
class WordPieceTest {
  private static WordPiece words = new WordPiece(tiny());

  @BeforeAll
  static void readVocabulary() throws IOException {
    String name = MiniLm.NAME + "-tokenizer.json";
    try (InputStream json = MiniLm.class.getClassLoader().getResourceAsStream(name)) {
      words = new WordPiece(Vocabulary.read(Objects.requireNonNull(json)));
    }
  }

  private static Vocabulary tiny() {
    String json =
        """
        {"version": "1", "added": [{"model": {"vocab": {}}}],
         "model": {"type": "WordPiece", "vocab":
           {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3, "##b": 4, "##bc": 5, "##": 6}}}
        """;
    try {
      return Vocabulary.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "hello, my dog is cute | 7592 1010 2026 3899 2003 10140",
        "Unaffable embeddings | 14477 20961 3468 7861 8270 4667 2015",
        "H\u00e9llo \u00dcber na\u00efve \u0130stanbul | 7592 19169 15743 9960",
        "\u6771\u4eactokyo\u90fd | 1879 1755 5522 1961",
        "x\u0301\u0316y | 1060 2100",
        "\ufb01ne \u00b5m \u2126 \u03a3\u03a3 | 1984 2638 1085 2213 1179 1173 29733",
        "\ud55c\uad6d\uc5b4 | 1469 30006 30021 29991 30014 30020 29999 30008",
        "caf\u00e9\u2014\u201cquoted\u201d\u2026 | 7668 1517 1523 9339 1524 1529",
        "\u00b4\u037e\u1fef`$+<=>^~ | 1084 1025 1036 1036 1002 1009 1026 1027 1028 1034 1066",
        "\ud83d\ude00 ok | 100 7929",
        "\u01c5 \u00df \u1e9e | 100 1096 1096",
        "return x != null ? -1.5e3 : 0; | 2709 1060 999 1027 19701 1029 1011 1015 1012 1019 2063"
            + " 2509 1024 1014 1025",
      })
  void tokens_areThoseOfTheReference(String text, String expected) {
    assertThat(inner(text)).isEqualTo(expected);
  }

  @Test
  void tokens_areThoseOfTheReference_forBlanksAndWhatIsDropped() {
    assertThat(inner("tab\there\r\nnew\u2028line\u00a0nb\u200bzw\u00adsoft"))
        .isEqualTo("21628 2182 2047 2240 1050 2497 2480 9333 15794");
    assertThat(inner("d\u00e9j\u00e0 vu\u0000\ufffd\u007f!")).isEqualTo("2139 3900 24728 999");
    assertThat(inner("")).isEmpty();
    assertThat(inner(" \t\u3000\n")).isEmpty();
    assertThat(inner("\u0301\ud800\udc00\ud800x\udfff")).as("half pairs").isEqualTo("100");
    assertThat(inner("x\ud800")).isEqualTo("1060");
  }

  /** The reference keeps what its Unicode does not know, and does not cut these ideographs. */
  @Test
  void tokens_areThoseOfTheReference_whereItsTablesEnd() {
    assertThat(inner("a\u0378b \u0378")).isEqualTo("100 100");
    assertThat(inner("a\ud86e\udc20b")).as("U+2B820").isEqualTo("100");
    assertThat(inner("a\ud86e\udd20b")).as("U+2B920").isEqualTo("1037 100 1038");
  }

  @Test
  void tokens_takeTheLongestPiece_andAWordWithAnUnknownPartIsUnknown() {
    WordPiece small = new WordPiece(tiny());
    assertThat(small.tokens("abc ab abcb abd b a", 128))
        .containsExactly(1, 3, 5, 3, 4, 3, 5, 4, 0, 0, 3, 2);
  }

  @Test
  void tokens_ofAWordOfMoreThan100Characters_areOneUnknown() {
    assertThat(inner("a".repeat(101) + " b")).isEqualTo("100 1038");
    assertThat(words.tokens("a".repeat(100), 128)).hasSize(52);
    assertThat(inner("e\u0301".repeat(101))).as("accents do not count").isEqualTo("100");
    assertThat(words.tokens("e\u0301".repeat(100), 128)).hasSizeGreaterThan(3);
  }

  @Test
  void tokens_beyondTheLimit_areLeftOut() {
    assertThat(words.tokens("word ".repeat(500), 128))
        .hasSize(128)
        .startsWith(101, 2773)
        .endsWith(2773, 102);
    assertThat(words.tokens("unaffable", 4)).containsExactly(101, 14477, 20961, 102);
    assertThat(words.tokens("x " + "\u0001".repeat(WordPiece.MOST) + "y", 128))
        .containsExactly(101, 1060, 102);
  }

  @Test
  void marksOfTheModel_areOrdinaryText() {
    assertThat(inner("[SEP]")).isEqualTo("1031 19802 1033");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        " ",
        "\u0301",
        "\u0316\u0301",
        "\ud800",
        "\u4e00",
        "q\u0301",
        "\u1ec7",
        "\ufdfa",
        ".",
        "\u0000"
      })
  @Timeout(10)
  void tokens_ofAMillionCharacters_takeLittleTime(String part) {
    String text = part.repeat(1_000_000 / part.length());
    long begun = System.nanoTime();
    assertThat(words.tokens(text, 128)).hasSizeLessThanOrEqualTo(128);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  @Timeout(10)
  void tokens_ofWordsThatAreUnknownAtTheirEnd_takeLittleTime() {
    String text = ("a".repeat(99) + "\ud83d\ude00 ").repeat(1000);
    long begun = System.nanoTime();
    assertThat(words.tokens(text, 512)).hasSize(512).contains(100);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void read_ofAnythingButATokenizer_fails() {
    for (String json :
        new String[] {"", "[]", "{}", "{\"model\":[]}", "{\"model\":{\"vocab\":[1]}}"}) {
      Assertions.assertThatThrownBy(() ->
              Vocabulary.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
          .as(json)
          .isInstanceOf(IOException.class);
    }
  }

  /** The tokens between the marks, with blanks between them. */
  private static String inner(String text) {
    long[] tokens = words.tokens(text, 128);
    assertThat(tokens).startsWith(101).endsWith(102);
    StringBuilder inner = new StringBuilder();
    for (int i = 1; i < tokens.length - 1; i++) {
      inner.append(i == 1 ? "" : " ").append(tokens[i]);
    }
    return inner.toString();
  }
}
