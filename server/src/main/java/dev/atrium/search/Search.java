// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Ranking.Way;
import dev.atrium.search.SelectedSearcher.Part;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** One search of the selected documents of some indexes. It is used by one thread. */
public final class Search {
  private final List<Part> parts;
  private final SelectedSearcher searcher;

  private Search(List<Part> parts) {
    this.parts = parts;
    this.searcher = Lucene.get(() -> SelectedSearcher.of(parts));
  }

  /**
   * Makes a search of indexes, each with what is searched of it.
   *
   * @param snapshots they must stay open until the search has ended
   * @param selections one for each of them
   */
  public static Search of(List<IndexSnapshot> snapshots, List<Selection> selections) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < snapshots.size(); i++) {
      parts.add(new Part(snapshots.get(i), selections.get(i)));
    }
    return new Search(parts);
  }

  /** Tells whether there is anything to search. */
  private boolean isEmpty() {
    return searcher.getIndexReader().leaves().isEmpty();
  }

  /**
   * Returns the best files for a query, best first.
   *
   * @param admitted the files that may be found, for each index; others still count in the scores
   */
  public Found rank(SearchQuery query, List<BitSet> admitted, int limit) {
    return rank(query, admitted, limit, Weights.STANDARD);
  }

  /** Ranks by other weights, to measure them. */
  Found rank(SearchQuery query, List<BitSet> admitted, int limit, Weights weights) {
    if (isEmpty() || query.words().isEmpty()) {
      return new Found(List.of(), 0);
    }
    List<BitSet> left = searched(admitted);
    query.without().forEach(words -> exclude(words, left));
    query.phrases().forEach(words -> require(words, left));
    Scores files = new Scores(sizes(), left);
    searcher.each(
        files(query.words(), weights),
        (context, leaf, doc, score) -> files.add(leaf.part(), leaf.place(doc), score));
    Passages passages = passages(query.words(), left);
    Scores votes = votes(query.words(), left);
    List<Way> ways =
        List.of(
            new Way(files.best(Ranking.MOST), 1),
            new Way(passages.files(Ranking.MOST), weights.passages()),
            new Way(votes.best(Ranking.MOST), weights.votes()));
    List<Hit> hits =
        Ranking.mix(ways, limit).stream()
            .map(ranked ->
                new Hit(
                    ranked.part(),
                    ranked.file(),
                    parts.get(ranked.part()).selection().path(ranked.file()),
                    ranked.score(),
                    passages.best(ranked.part(), ranked.file(), searcher::lines)))
            .toList();
    return new Found(hits, files.count());
  }

  private List<Integer> sizes() {
    return parts.stream().map(part -> part.selection().size()).toList();
  }

  /** Returns new sets of the files that may be found and are searched at all. */
  private List<BitSet> searched(List<BitSet> admitted) {
    List<BitSet> left = new ArrayList<>();
    for (int part = 0; part < admitted.size(); part++) {
      BitSet files = (BitSet) admitted.get(part).clone();
      files.and(searcher.searched(part));
      left.add(files);
    }
    return left;
  }

  private static Query files(List<String> words, Weights weights) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (String word : words) {
      add(query, term(Field.BODY, word), weights.body());
      add(query, term(Field.NAME, word), weights.name());
      add(query, term(Field.PATH, word), weights.path());
      add(query, term(Field.HISTORY, word), weights.history());
    }
    return query.build();
  }

  private static void add(BooleanQuery.Builder query, Query word, float weight) {
    if (weight != 0) {
      query.add(weight == 1 ? word : new BoostQuery(word, weight), Occur.SHOULD);
    }
  }

  private static Query any(Field field, List<String> words) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    words.forEach(word -> query.add(term(field, word), Occur.SHOULD));
    return query.build();
  }

  private static Query all(Field field, List<String> words) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    words.forEach(word -> query.add(term(field, word), Occur.MUST));
    return query.build();
  }

  private static TermQuery term(Field field, String word) {
    return new TermQuery(new Term(field.name(), word));
  }

  private Passages passages(List<String> words, List<BitSet> admitted) {
    Passages passages = new Passages(sizes(), admitted);
    searcher.each(
        any(Field.CHUNK, words),
        (context, leaf, doc, score) -> {
          Selection selection = parts.get(leaf.part()).selection();
          int end = selection.textEnd(leaf.place(doc));
          for (int place = leaf.place(doc); place < end; place++) {
            passages.add(leaf.part(), selection.fileAt(place), score, context.docBase + doc);
          }
        });
    return passages;
  }

  /** Counts the votes of the commits whose messages are likest: each for what it changed. */
  private Scores votes(List<String> words, List<BitSet> admitted) {
    Voters voters = new Voters();
    searcher.each(
        any(Field.COMMIT, words),
        (context, leaf, doc, score) -> voters.add(leaf.part(), score, context, doc));
    Scores votes = new Scores(sizes(), admitted);
    for (Voters.Voter voter : voters.best()) {
      String[] changed = voter.changed();
      for (String path : changed) {
        for (int file : parts.get(voter.part()).selection().at(path)) {
          votes.add(voter.part(), file, voter.score() / Math.sqrt(changed.length));
        }
      }
    }
    return votes;
  }

  /** Leaves out the files that have all of these words, in their text or their path. */
  private void exclude(List<String> words, List<BitSet> files) {
    Query body = all(Field.BODY, words);
    Query path = all(Field.PATH, words);
    Query either =
        new BooleanQuery.Builder().add(body, Occur.SHOULD).add(path, Occur.SHOULD).build();
    searcher.each(
        either, (context, leaf, doc, score) -> files.get(leaf.part()).clear(leaf.place(doc)));
  }

  /** Leaves only the files that have a passage with these words one after another. */
  private void require(List<String> words, List<BitSet> files) {
    List<BitSet> found = files.stream().map(bits -> new BitSet(bits.size())).toList();
    PhraseQuery phrase = new PhraseQuery(Field.CHUNK.name(), words.toArray(String[]::new));
    searcher.each(
        phrase,
        (context, leaf, doc, score) -> {
          Selection selection = parts.get(leaf.part()).selection();
          int end = selection.textEnd(leaf.place(doc));
          for (int place = leaf.place(doc); place < end; place++) {
            found.get(leaf.part()).set(selection.fileAt(place));
          }
        });
    for (int i = 0; i < files.size(); i++) {
      files.get(i).and(found.get(i));
    }
  }

  /**
   * Returns the files that may have a literal text: all that do, and few others.
   *
   * @return a set of files for each index
   */
  public List<BitSet> withLiteral(String text) {
    return new LiteralSearch(parts).candidates(text);
  }

  /**
   * What was found.
   *
   * @param total how many files have a word of the query
   */
  public record Found(List<Hit> hits, int total) {
    public Found {
      hits = List.copyOf(hits);
    }
  }

  /** A file that was found. */
  record Ranked(int part, int file, double score) {}
}
