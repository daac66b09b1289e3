// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

/** Arithmetic of vectors. */
final class Vectors {
  private Vectors() {}

  /**
   * Returns the mean of vectors that stand one behind the other.
   *
   * @param all at least {@code count * dimensions} numbers
   */
  static float[] mean(float[] all, int count, int dimensions) {
    float[] mean = new float[dimensions];
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < dimensions; d++) {
        mean[d] += all[i * dimensions + d];
      }
    }
    for (int d = 0; d < dimensions; d++) {
      mean[d] /= count;
    }
    return mean;
  }

  /**
   * Gives a vector the length 1, in place, and returns it.
   *
   * @throws EmbeddingException if it has no direction: a number is not finite, or all are zero
   */
  static float[] normalise(float[] vector) {
    double squares = 0;
    for (float number : vector) {
      squares += (double) number * number;
    }
    double length = Math.sqrt(squares);
    // Below the smallest normal number the quotients have lost their digits.
    if (!Double.isFinite(length) || length < Float.MIN_NORMAL) {
      throw EmbeddingException.lasting("The model gave a vector without a direction.", null);
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }
}
