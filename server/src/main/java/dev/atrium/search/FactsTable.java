// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.Bits;

/** The facts of all files of an index, found by their numbers. */
final class FactsTable {
  private final long[] units;
  private final Facts[] facts;

  private FactsTable(List<Row> rows) {
    rows.sort(Comparator.comparingLong(Row::unit));
    units = rows.stream().mapToLong(Row::unit).toArray();
    facts = rows.stream().map(Row::facts).toArray(Facts[]::new);
  }

  static FactsTable read(IndexReader reader) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      read(leaf.reader(), rows);
    }
    return new FactsTable(rows);
  }

  private static void read(LeafReader leaf, List<Row> rows) throws IOException {
    NumericDocValues unit = leaf.getNumericDocValues(Field.FILE_UNIT);
    if (unit == null) {
      return;
    }
    NumericDocValues bytes = leaf.getNumericDocValues(Field.BYTES);
    NumericDocValues lines = leaf.getNumericDocValues(Field.LINES);
    NumericDocValues tokens = leaf.getNumericDocValues(Field.TOKENS);
    NumericDocValues traits = leaf.getNumericDocValues(Field.TRAITS);
    Bits live = leaf.getLiveDocs();
    for (int doc = unit.nextDoc(); doc != NumericDocValues.NO_MORE_DOCS; doc = unit.nextDoc()) {
      if (live == null || live.get(doc)) {
        rows.add(
            new Row(
                unit.longValue(),
                new Facts(
                    value(bytes, doc),
                    (int) value(lines, doc),
                    (int) value(tokens, doc),
                    Trait.of(value(traits, doc)))));
      }
    }
  }

  private static long value(NumericDocValues values, int doc) throws IOException {
    return values.advanceExact(doc) ? values.longValue() : 0;
  }

  Optional<Facts> of(long unit) {
    int place = java.util.Arrays.binarySearch(units, unit);
    return place < 0 ? Optional.empty() : Optional.of(facts[place]);
  }

  /** Returns the files of which the tokens are not counted. */
  LongSet uncounted() {
    LongSet.Builder found = new LongSet.Builder();
    for (int i = 0; i < units.length; i++) {
      if (facts[i].tokens() == Facts.UNCOUNTED) {
        found.add(units[i]);
      }
    }
    return found.build();
  }

  int size() {
    return units.length;
  }

  private record Row(long unit, Facts facts) {}
}
