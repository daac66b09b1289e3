// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Search.Scores;
import dev.atrium.search.SelectedSearcher.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;

/** The commits whose messages are likest to a query. Each votes for the files that it changed. */
final class Voters {
  private static final int MOST = 30;

  /** The worst of them first. */
  private final PriorityQueue<Voter> best = new PriorityQueue<>(Voter.BEST.reversed());

  /** Takes a commit if it is among the best so far. */
  void add(int part, double score, LeafReaderContext context, int doc) throws IOException {
    NumericDocValues units = context.reader().getNumericDocValues(Field.COMMIT_UNIT);
    long unit = units.advanceExact(doc) ? units.longValue() : 0;
    Voter voter = new Voter(part, Ranking.rounded(score), unit, context, doc);
    if (best.size() < MOST) {
      best.add(voter);
    } else if (Voter.BEST.compare(voter, best.element()) < 0) {
      best.remove();
      best.add(voter);
    }
  }

  /** Counts the votes. One for many files counts less for each. */
  void count(List<Part> parts, Scores votes) throws IOException {
    List<Voter> voters = new ArrayList<>(best);
    voters.sort(Voter.BEST);
    for (Voter voter : voters) {
      String[] changed = voter.changed();
      for (String path : changed) {
        for (int file : parts.get(voter.part()).selection().at(path)) {
          votes.add(voter.part(), file, voter.score() / Math.sqrt(changed.length));
        }
      }
    }
  }

  /** A commit, and where it is. */
  private record Voter(int part, double score, long unit, LeafReaderContext context, int doc) {
    static final Comparator<Voter> BEST =
        Comparator.comparingDouble(Voter::score).reversed().thenComparingLong(Voter::unit);

    String[] changed() throws IOException {
      BinaryDocValues paths = context.reader().getBinaryDocValues(Field.PATHS);
      return paths.advanceExact(doc)
          ? paths.binaryValue().utf8ToString().split("\0", -1)
          : new String[0];
    }
  }
}
