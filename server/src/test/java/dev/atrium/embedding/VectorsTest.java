// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VectorsTest {
  @Test
  void mean_isThatOfTheFirstVectors() {
    assertThat(Vectors.mean(new float[] {1, 2, 3, 6, 100, 100}, 2, 2)).containsExactly(2, 4);
  }

  @Test
  void normalise_givesTheLengthOne() {
    assertThat(Vectors.normalise(new float[] {3, -4})).containsExactly(.6f, -.8f);
    assertThat(Vectors.normalise(new float[] {1e30f, 0})).containsExactly(1, 0);
    assertThat(Vectors.normalise(new float[] {1e-30f, 0})).containsExactly(1, 0);
  }

  @Test
  void normalise_ofWhatHasNoDirection_fails() {
    for (float[] vector :
        new float[][] {
          {}, {0, 0}, {1, Float.NaN}, {1, Float.POSITIVE_INFINITY}, {Float.MIN_VALUE, 0}
        }) {
      assertThatThrownBy(() -> Vectors.normalise(vector))
          .isInstanceOfSatisfying(
              EmbeddingException.class, e -> assertThat(e.isPassing()).isFalse());
    }
  }
}
