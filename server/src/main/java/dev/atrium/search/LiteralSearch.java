// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.SelectedSearcher.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * Finds the files that may have a literal text. Each run of letters in it must be a word of the
 * file, or at the edges of the text a part of one. The file itself is read afterwards.
 */
final class LiteralSearch {
  private final List<Part> parts;

  LiteralSearch(List<Part> parts) {
    this.parts = parts;
  }

  List<BitSet> candidates(String text) {
    List<Run> runs = runs(text);
    return parts.stream().map(part -> Lucene.get(() -> candidates(part, runs))).toList();
  }

  private static BitSet candidates(Part part, List<Run> runs) throws IOException {
    BitSet files = new BitSet(part.selection().size());
    SelectedLeaves selected = part.selection().leaves(part.snapshot());
    for (LeafReaderContext context : part.snapshot().reader().leaves()) {
      int[] places = selected.places(context.ord);
      BitSet found = all(context.reader());
      for (Run run : runs) {
        found.and(with(context.reader(), run));
      }
      found.or(with(context.reader(), new Run(CodeTokenizer.LONG, false, false)));
      found.stream().map(doc -> places[doc]).filter(file -> file >= 0).forEach(files::set);
    }
    return files;
  }

  /** Returns the files of a segment whose text can be searched. */
  private static BitSet all(LeafReader leaf) throws IOException {
    BitSet files = new BitSet(leaf.maxDoc());
    var lengths = leaf.getNormValues(Field.BODY.name());
    int doc = lengths == null ? PostingsEnum.NO_MORE_DOCS : lengths.nextDoc();
    while (doc != PostingsEnum.NO_MORE_DOCS) {
      files.set(doc);
      doc = lengths.nextDoc();
    }
    return files;
  }

  private static BitSet with(LeafReader leaf, Run run) throws IOException {
    BitSet found = new BitSet(leaf.maxDoc());
    Terms terms = leaf.terms(Field.WORDS.name());
    if (terms == null) {
      return found;
    }
    TermsEnum words = terms.iterator();
    if (!run.openStart() && !run.openEnd()) {
      if (words.seekExact(new BytesRef(run.word()))) {
        add(words, found);
      }
      return found;
    }
    BytesRef word = run.openStart() ? words.next() : ceiling(words, run.word());
    while (word != null) {
      String text = word.utf8ToString();
      if (!run.openStart() && !text.startsWith(run.word())) {
        return found;
      }
      if (run.isIn(text)) {
        add(words, found);
      }
      word = words.next();
    }
    return found;
  }

  private static @org.jspecify.annotations.Nullable BytesRef ceiling(TermsEnum words, String word)
      throws IOException {
    return words.seekCeil(new BytesRef(word)) == TermsEnum.SeekStatus.END ? null : words.term();
  }

  private static void add(TermsEnum word, BitSet documents) throws IOException {
    PostingsEnum postings = word.postings(null, PostingsEnum.NONE);
    for (int doc = postings.nextDoc(); doc != PostingsEnum.NO_MORE_DOCS; doc = postings.nextDoc()) {
      documents.set(doc);
    }
  }

  /** Returns the runs of letters of a text. Those at its edges may be parts of longer words. */
  private static List<Run> runs(String text) {
    List<Run> runs = new ArrayList<>();
    int begin = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean alone = Words.isAlone(c);
      boolean part = !alone && (Words.isPart(c) || Character.isSurrogate(c));
      if (!part && begin >= 0) {
        runs.add(run(text, begin, i));
        begin = -1;
      }
      if (alone) {
        runs.add(new Run(text.substring(i, i + 1), false, false));
      } else if (part && begin < 0) {
        begin = i;
      }
    }
    return runs;
  }

  private static Run run(String text, int begin, int end) {
    StringBuilder word = new StringBuilder();
    text.substring(begin, end).chars().forEach(c -> word.append(Character.toLowerCase((char) c)));
    return new Run(word.toString(), begin == 0, end == text.length());
  }

  /**
   * A run of letters.
   *
   * @param openStart whether the word of the file may begin before it
   * @param openEnd whether the word of the file may go on behind it
   */
  private record Run(String word, boolean openStart, boolean openEnd) {
    boolean isIn(String text) {
      if (openStart && openEnd) {
        return text.contains(word);
      }
      return openStart ? text.endsWith(word) : text.startsWith(word);
    }
  }
}
