// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Search.Ranked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;

/** The best passages of each file. */
final class Passages {
  /** How many passages of a file count. */
  private static final int MOST = 3;

  private static final Comparator<Passage> BEST =
      Comparator.comparingDouble(Passage::score).reversed().thenComparingInt(Passage::startLine);

  private final Map<Key, List<Passage>> found = new HashMap<>();

  void add(int part, int file, double score, LeafReaderContext context, int doc)
      throws IOException {
    List<Passage> best = found.computeIfAbsent(new Key(part, file), key -> new ArrayList<>(MOST));
    double rounded = Ranking.rounded(score);
    if (best.size() < MOST || rounded >= best.getLast().score()) {
      best.add(
          new Passage(
              line(context, Field.START_LINE, doc), line(context, Field.END_LINE, doc), rounded));
      best.sort(BEST);
      if (best.size() > MOST) {
        best.removeLast();
      }
    }
  }

  private static int line(LeafReaderContext context, String field, int doc) throws IOException {
    NumericDocValues lines = context.reader().getNumericDocValues(field);
    return lines.advanceExact(doc) ? (int) lines.longValue() : 0;
  }

  /** Returns the best passages of a file, best first; none if only its name was found. */
  List<Passage> best(int part, int file) {
    return List.copyOf(found.getOrDefault(new Key(part, file), List.of()));
  }

  /** Returns the files with the best sums of passages, best first. */
  List<Ranked> files(int limit) {
    return found.entrySet().stream()
        .map(entry ->
            new Ranked(
                entry.getKey().part(),
                entry.getKey().file(),
                Ranking.rounded(entry.getValue().stream().mapToDouble(Passage::score).sum())))
        .sorted(Ranking.BEST)
        .limit(limit)
        .toList();
  }

  private record Key(int part, int file) {}
}
