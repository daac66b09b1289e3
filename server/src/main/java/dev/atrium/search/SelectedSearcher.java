// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.SelectedLeaves.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermStatistics;

/**
 * Searches the selected documents of several indexes as one. Scores are counted over the selected
 * documents alone: what else the indexes have, or had, changes nothing.
 */
final class SelectedSearcher extends IndexSearcher {
  private final List<Leaf> leaves;
  private final List<SelectedLeaves> selected;

  private SelectedSearcher(IndexReader reader, List<Leaf> leaves, List<SelectedLeaves> selected) {
    super(reader);
    this.leaves = leaves;
    this.selected = selected;
    setSimilarity(Field.similarity());
    setQueryCache(null);
  }

  static SelectedSearcher of(List<Part> parts) throws IOException {
    IndexReader[] readers = new IndexReader[parts.size()];
    List<Leaf> leaves = new ArrayList<>();
    List<SelectedLeaves> selected = new ArrayList<>();
    for (int i = 0; i < readers.length; i++) {
      Part part = parts.get(i);
      SelectedLeaves own = part.selection().leaves(part.snapshot());
      readers[i] = part.snapshot().reader();
      selected.add(own);
      for (int leaf = 0; leaf < own.count(); leaf++) {
        leaves.add(new Leaf(i, own.places(leaf)));
      }
    }
    return new SelectedSearcher(new MultiReader(readers, false), leaves, selected);
  }

  /** Returns the segments, in the order of the reader's leaves. */
  Leaf leaf(LeafReaderContext context) {
    return leaves.get(context.ord);
  }

  /** Returns the files of an index that searches find. */
  BitSet searched(int part) {
    return selected.get(part).searched();
  }

  /** Passes every selected document that matches to a sink, with its score. */
  void each(Query query, Sink sink) {
    Lucene.run(() -> search(query, new All(sink)));
  }

  /** Returns the first and the last line of a passage. */
  int[] lines(int document) {
    LeafReaderContext leaf =
        getIndexReader().leaves().get(ReaderUtil.subIndex(document, getIndexReader().leaves()));
    return new int[] {
      line(leaf, Field.START_LINE, document - leaf.docBase),
      line(leaf, Field.END_LINE, document - leaf.docBase)
    };
  }

  private static int line(LeafReaderContext leaf, String field, int doc) {
    return Lucene.get(() -> {
      NumericDocValues lines = leaf.reader().getNumericDocValues(field);
      return lines.advanceExact(doc) ? (int) lines.longValue() : 0;
    });
  }

  @Override
  public CollectionStatistics collectionStatistics(String name) {
    Size size =
        selected.stream().map(each -> each.size(Field.valueOf(name))).reduce(Size.NONE, Size::and);
    // A number that is not positive is not allowed. Nothing matches then, so none is used.
    long documents = Math.max(1, size.documents());
    long words = Math.max(documents, size.words());
    return new CollectionStatistics(
        name, Math.max(documents, getIndexReader().maxDoc()), documents, words, documents);
  }

  @Override
  public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq) {
    int documents = 0;
    for (SelectedLeaves each : selected) {
      documents += each.count(term);
    }
    int atLeastOne = Math.max(1, documents);
    return new TermStatistics(term.bytes(), atLeastOne, atLeastOne);
  }

  /** One index and what is searched of it. */
  record Part(IndexSnapshot snapshot, Selection selection) {}

  /** A segment: the place of its index, and what each of its documents is. */
  static final class Leaf {
    private final int part;
    private final int[] places;

    Leaf(int part, int[] places) {
      this.part = part;
      this.places = places;
    }

    int part() {
      return part;
    }

    /** Returns the file, text or commit that a document is, or -1 if it is not selected. */
    int place(int doc) {
      return places[doc];
    }
  }

  /** Takes documents that match. */
  @FunctionalInterface
  interface Sink {
    void take(LeafReaderContext context, Leaf leaf, int doc, double score) throws IOException;
  }

  /** Gives the documents of all segments to one sink, one after another. */
  private final class All implements CollectorManager<Each, Boolean> {
    private final Sink sink;

    All(Sink sink) {
      this.sink = sink;
    }

    @Override
    public Each newCollector() {
      return new Each(sink);
    }

    @Override
    public Boolean reduce(Collection<Each> collectors) {
      return true;
    }
  }

  private final class Each extends SimpleCollector {
    private final Sink sink;
    private LeafReaderContext context = getIndexReader().leaves().getFirst();
    private Leaf leaf = leaves.getFirst();
    private Scorable scorer =
        new Scorable() {
          @Override
          public float score() {
            return 0;
          }
        };

    Each(Sink sink) {
      this.sink = sink;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext next) {
      context = next;
      leaf = leaf(next);
    }

    @Override
    public void setScorer(Scorable next) {
      scorer = next;
    }

    @Override
    public void collect(int doc) throws IOException {
      if (leaf.place(doc) >= 0) {
        sink.take(context, leaf, doc, scorer.score());
      }
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE;
    }
  }
}
