// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import java.util.List;

/**
 * Turns texts into vectors, so that texts of like meaning have vectors of a small angle. Every
 * vector has the length 1: the sum of the products of two is the cosine of their angle.
 *
 * <p>An embedder may be used by many threads at once. Its methods wait, and are made to be called
 * on a virtual thread; none of them computes on the caller's thread. Whoever is interrupted while
 * waiting gets an {@link EmbeddingException} that passes, and stays interrupted.
 */
public interface Embedder extends AutoCloseable {
  /** The most texts of one call of {@link #passages}. */
  int MOST_PASSAGES = 1024;

  /**
   * Returns what the vectors depend on, as one word of at most 300 characters: vectors of equal
   * names can be compared, others cannot. Known without opening anything.
   */
  String model();

  /**
   * Returns how many numbers a vector has.
   *
   * @throws EmbeddingException if only an answer of a service tells, and there is none
   */
  int dimensions();

  /**
   * Returns the vector of what somebody asks for.
   *
   * @param text any text; what exceeds the model's limit is left out, and none is refused
   * @throws EmbeddingException if there is no vector now, or never will be
   * @throws IllegalStateException if this is closed
   */
  float[] query(String text);

  /**
   * Returns the vectors of what may be found, one a text, in the order of the texts.
   *
   * @param texts at most {@link #MOST_PASSAGES}, each as for {@link #query}
   * @throws EmbeddingException if one of the vectors cannot be had now, or never will be
   * @throws IllegalArgumentException if there are too many texts
   * @throws IllegalStateException if this is closed
   */
  List<float[]> passages(List<String> texts);

  /** Ends what is under way and gives back its memory. Does nothing the second time. */
  @Override
  void close();
}
