// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCounterTest {
  private static final Encoding O200K =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  @Test
  void texts_areCountedExactly() throws IOException {
    for (String file : new String[] {"README.md", "RATIONALE.md", "CHANGELOG.md"}) {
      String text = Files.readString(Path.of("..", file));
      assertThat(TokenCounter.O200K_BASE.count(text)).isEqualTo(O200K.countTokensOrdinary(text));
    }
  }

  @Test
  void specialTokens_areText() {
    assertThat(TokenCounter.O200K_BASE.count("<|endoftext|>")).isGreaterThan(1);
    assertThat(TokenCounter.CL100K_BASE.count("")).isZero();
  }

  /** The counter itself would take some hundred megabytes for each. */
  @ParameterizedTest
  @ValueSource(strings = {"x", " ", "=", "\ud83d\ude00", "e\u0301", "\n", "7"})
  void longRuns_areCountedInPieces(String piece) {
    String run = piece.repeat(1_000_000 / piece.length());
    int part = O200K.countTokensOrdinary(piece.repeat(2_000 / piece.length()));
    assertThat(TokenCounter.O200K_BASE.count(run)).isBetween(part, 1_000_000);
  }
}
