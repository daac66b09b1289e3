// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Search.Ranked;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;

/** The scores of files, by index and file. */
final class Scores {
  private final List<BitSet> admitted;
  private final List<double[]> scores = new ArrayList<>();
  private int count;

  /**
   * @param sizes how many files each index has
   * @param admitted the files that are counted
   */
  Scores(List<Integer> sizes, List<BitSet> admitted) {
    this.admitted = admitted;
    sizes.forEach(size -> scores.add(new double[size]));
  }

  void add(int part, int file, double score) {
    if (admitted.get(part).get(file)) {
      double[] of = scores.get(part);
      count += of[file] == 0 ? 1 : 0;
      of[file] += score;
    }
  }

  /** Returns how many files have a score. */
  int count() {
    return count;
  }

  /** Returns the best of them, best first; of equals, the first path. */
  List<Ranked> best(int limit) {
    PriorityQueue<Ranked> worstFirst = new PriorityQueue<>(Ranking.BEST.reversed());
    for (int part = 0; part < scores.size(); part++) {
      double[] of = scores.get(part);
      for (int file = 0; file < of.length; file++) {
        if (of[file] > 0 && !isWorse(of[file], worstFirst, limit)) {
          worstFirst.add(new Ranked(part, file, Ranking.rounded(of[file])));
          if (worstFirst.size() > limit) {
            worstFirst.remove();
          }
        }
      }
    }
    List<Ranked> best = new ArrayList<>(worstFirst);
    best.sort(Ranking.BEST);
    return best;
  }

  /** Tells quickly that a score is too low; near the lowest one, rounding decides. */
  private static boolean isWorse(double score, PriorityQueue<Ranked> worstFirst, int limit) {
    Ranked worst = worstFirst.peek();
    return worst != null && worstFirst.size() == limit && score < worst.score() - 2 / Ranking.STEP;
  }
}
