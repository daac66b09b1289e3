// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Search.Ranked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/** The best passages of each file, while all that match are gone through. */
final class Passages {
  /** How many passages of a file count. */
  private static final int MOST = 3;

  private final List<BitSet> admitted;

  /** The scores of the best passages of each file, best first, and the documents that they are. */
  private final List<double[]> scores = new ArrayList<>();

  private final List<int[]> documents = new ArrayList<>();

  /**
   * @param sizes how many files each index has
   * @param admitted the files that are counted
   */
  Passages(List<Integer> sizes, List<BitSet> admitted) {
    this.admitted = admitted;
    for (int size : sizes) {
      scores.add(new double[MOST * size]);
      documents.add(new int[MOST * size]);
    }
  }

  /**
   * Adds a passage of a file.
   *
   * @param document its number among all documents. Of passages with one score the earlier in the
   *     file counts, which {@link #best} sorts out
   */
  void add(int part, int file, double score, int document) {
    if (!admitted.get(part).get(file)) {
      return;
    }
    double[] best = scores.get(part);
    int[] of = documents.get(part);
    double rounded = Ranking.rounded(score);
    int at = MOST * file + MOST - 1;
    if (rounded <= best[at]) {
      return;
    }
    while (at > MOST * file && rounded > best[at - 1]) {
      best[at] = best[at - 1];
      of[at] = of[at - 1];
      at--;
    }
    best[at] = rounded;
    of[at] = document;
  }

  /**
   * Returns the best passages of a file, best first; none if only its name was found.
   *
   * @param lines reads the lines of a document: start and end
   */
  List<Passage> best(int part, int file, IntFunction<int[]> lines) {
    List<Passage> passages = new ArrayList<>();
    for (int at = MOST * file; at < MOST * (file + 1); at++) {
      double score = scores.get(part)[at];
      if (score > 0) {
        int[] range = lines.apply(documents.get(part)[at]);
        passages.add(new Passage(range[0], range[1], score));
      }
    }
    return passages;
  }

  /** Returns the files with the best sums of passages, best first. */
  List<Ranked> files(int limit) {
    List<Integer> sizes = scores.stream().map(all -> all.length / MOST).toList();
    Scores sums = new Scores(sizes, admitted);
    for (int part = 0; part < scores.size(); part++) {
      double[] of = scores.get(part);
      for (int file = 0; file < of.length / MOST; file++) {
        double sum = Arrays.stream(of, MOST * file, MOST * (file + 1)).sum();
        if (sum > 0) {
          sums.add(part, file, sum);
        }
      }
    }
    return sums.best(limit);
  }
}
