// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

/**
 * What each way of finding a file counts. The fields of a file are added up as they are; their sum,
 * passages and votes are each divided by their best score before they are weighted. A way of weight
 * 0 takes no part.
 */
record Weights(float body, float name, float path, float history, double passages, double votes) {
  /** What searches use. It was measured: bench/README.md has the figures. */
  static final Weights STANDARD = new Weights(1, 1, .5f, 1, .2, .2);
}
