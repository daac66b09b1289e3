// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongToIntFunction;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.SmallFloat;

/**
 * A selection within the segments of an index: for each document the file, text or commit that it
 * is, or -1 if it is not selected or deleted. A text is selected if a selected file that searches
 * find has it; the copies that they leave out select nothing. The size of what is selected is
 * counted too, since scores must depend on nothing else.
 */
final class SelectedLeaves {
  /** The words whose counts are kept. */
  private static final int MOST_COUNTS = 10_000;

  private final Object key;
  private final List<int[]> places;
  private final Map<Field, Size> sizes;
  private final BitSet searched;

  /** The segments, open as long as the snapshot is that is searched. */
  private final List<LeafReader> readers;

  private final Map<Term, Integer> counts = new ConcurrentHashMap<>();

  private SelectedLeaves(
      Object key,
      List<LeafReader> readers,
      List<int[]> places,
      Map<Field, Size> sizes,
      BitSet searched) {
    this.readers = List.copyOf(readers);
    this.key = key;
    this.places = places;
    this.sizes = sizes;
    this.searched = searched;
  }

  static SelectedLeaves of(Selection selection, IndexSnapshot snapshot) throws IOException {
    List<int[]> places = new ArrayList<>();
    List<LeafReader> readers = new ArrayList<>();
    BitSet searched = new BitSet(selection.size());
    for (LeafReaderContext context : snapshot.reader().leaves()) {
      readers.add(context.reader());
      int[] of = new int[context.reader().maxDoc()];
      Arrays.fill(of, -1);
      place(context.reader(), Field.FILE_UNIT, selection::withUnit, of);
      search(context.reader(), of, searched);
      places.add(of);
    }
    Map<Field, Size> sizes = new EnumMap<>(Field.class);
    for (LeafReaderContext context : snapshot.reader().leaves()) {
      LeafReader leaf = context.reader();
      int[] of = places.get(context.ord);
      place(leaf, Field.CHUNK_UNIT, blob -> selection.textPlace(blob, searched), of);
      place(leaf, Field.COMMIT_UNIT, unit -> selection.hasCommit(unit) ? 0 : -1, of);
      for (Field field : Field.values()) {
        sizes.merge(field, Size.of(leaf, field, of), Size::and);
      }
    }
    return new SelectedLeaves(snapshot.version(), readers, places, sizes, searched);
  }

  /** Notes the files of a segment that have a text to search. */
  private static void search(LeafReader leaf, int[] places, BitSet searched) throws IOException {
    NumericDocValues norms = leaf.getNormValues(Field.BODY.name());
    int doc = norms == null ? NumericDocValues.NO_MORE_DOCS : norms.nextDoc();
    while (doc != NumericDocValues.NO_MORE_DOCS) {
      if (places[doc] >= 0) {
        searched.set(places[doc]);
      }
      doc = norms.nextDoc();
    }
  }

  private static void place(LeafReader leaf, String field, LongToIntFunction place, int[] places)
      throws IOException {
    NumericDocValues units = leaf.getNumericDocValues(field);
    Bits live = leaf.getLiveDocs();
    int doc = units == null ? NumericDocValues.NO_MORE_DOCS : units.nextDoc();
    while (doc != NumericDocValues.NO_MORE_DOCS) {
      if (live == null || live.get(doc)) {
        places[doc] = place.applyAsInt(units.longValue());
      }
      doc = units.nextDoc();
    }
  }

  boolean isOf(IndexSnapshot snapshot) {
    return key.equals(snapshot.version());
  }

  /** Returns what the documents of a segment are, in the order of the segments. */
  int[] places(int leaf) {
    return places.get(leaf);
  }

  int count() {
    return places.size();
  }

  /** Returns in how many selected documents a word is. What was counted is kept. */
  int count(Term term) {
    Integer known = counts.get(term);
    if (known == null) {
      known = Lucene.get(() -> counted(term));
      if (counts.size() < MOST_COUNTS) {
        counts.put(term, known);
      }
    }
    return known;
  }

  private int counted(Term term) throws IOException {
    int documents = 0;
    for (int i = 0; i < readers.size(); i++) {
      int[] of = places.get(i);
      PostingsEnum postings = readers.get(i).postings(term, PostingsEnum.NONE);
      int doc = postings == null ? PostingsEnum.NO_MORE_DOCS : postings.nextDoc();
      while (doc != PostingsEnum.NO_MORE_DOCS) {
        documents += of[doc] >= 0 ? 1 : 0;
        doc = postings.nextDoc();
      }
    }
    return documents;
  }

  /** Returns the files that searches find. */
  BitSet searched() {
    return searched;
  }

  Size size(Field field) {
    return sizes.getOrDefault(field, Size.NONE);
  }

  /** The number of documents that have a field, and of the words in it. */
  record Size(long documents, long words) {
    static final Size NONE = new Size(0, 0);

    private static Size of(LeafReader leaf, Field field, int[] places) throws IOException {
      NumericDocValues norms = leaf.getNormValues(field.name());
      long documents = 0;
      long words = 0;
      int doc = norms == null ? NumericDocValues.NO_MORE_DOCS : norms.nextDoc();
      while (doc != NumericDocValues.NO_MORE_DOCS) {
        if (places[doc] >= 0) {
          documents++;
          words += SmallFloat.byte4ToInt((byte) norms.longValue());
        }
        doc = norms.nextDoc();
      }
      return new Size(documents, words);
    }

    Size and(Size other) {
      return new Size(documents + other.documents, words + other.words);
    }
  }
}
