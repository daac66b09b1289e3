// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The best commits for a query, which vote for the files that they changed. The same ones are found
 * in whichever order an index has them.
 */
final class Voters {
  private static final int MOST = 30;

  /** So many are collected before the best are taken, so that few are sorted often. */
  private static final int COLLECTED = 8 * MOST;

  private final List<Voter> found = new ArrayList<>();

  /** The score of the last of the best so far. */
  private double least = Double.NEGATIVE_INFINITY;

  void add(int part, double score, LeafReaderContext context, int doc) throws IOException {
    double rounded = Ranking.rounded(score);
    if (rounded < least) {
      return;
    }
    BinaryDocValues paths = context.reader().getBinaryDocValues(Field.PATHS);
    NumericDocValues units = context.reader().getNumericDocValues(Field.COMMIT_UNIT);
    found.add(
        new Voter(
            part,
            rounded,
            units.advanceExact(doc) ? units.longValue() : 0,
            paths.advanceExact(doc) ? BytesRef.deepCopyOf(paths.binaryValue()) : null));
    if (found.size() == COLLECTED) {
      keepBest();
      least = found.getLast().score();
    }
  }

  private void keepBest() {
    found.sort(Voter.BEST);
    found.subList(Math.min(MOST, found.size()), found.size()).clear();
  }

  /** Returns the best, best first. */
  List<Voter> best() {
    keepBest();
    return found;
  }

  /**
   * A commit that votes.
   *
   * @param paths what it changed
   */
  record Voter(int part, double score, long unit, @Nullable BytesRef paths) {
    static final Comparator<Voter> BEST =
        Comparator.comparingDouble(Voter::score)
            .reversed()
            .thenComparingInt(Voter::part)
            .thenComparingLong(Voter::unit);

    String[] changed() {
      return paths == null ? new String[0] : paths.utf8ToString().split("\0", -1);
    }
  }
}
