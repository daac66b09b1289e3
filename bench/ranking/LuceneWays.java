// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Corpus.Doc;
import dev.atrium.search.Corpus.Query;
import dev.atrium.search.Search.Ranked;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server's own index and ranking. One index has the documents of all trees; a query selects those of its own. */
final class LuceneWays implements AutoCloseable {
  private static final IndexKey KEY = IndexKey.repository(1);
  private static final CodeAnalyzer ANALYZER = new CodeAnalyzer();
  private static final int MOST_WORDS = 64;

  private final Indexes indexes;
  private final IndexSnapshot snapshot;

  LuceneWays(Path folder, Corpus corpus) {
    indexes = new Indexes(folder, "bench");
    try (IndexChanges changes = indexes.change(KEY)) {
      Set<Long> files = new HashSet<>();
      Set<Long> texts = new HashSet<>();
      for (Query query : corpus.queries()) {
        for (Doc doc : query.tree().docs) {
          if (files.add(doc.unit())) {
            IndexedFile file = file(doc);
            changes.putFile(file);
            if (texts.add(doc.blob())) {
              changes.putText(file);
            }
          }
        }
      }
      corpus.commits().forEach(changes::putCommit);
      changes.commit(IndexState.EMPTY);
    }
    snapshot = indexes.open(KEY).orElseThrow();
  }

  private static IndexedFile file(Doc doc) {
    FileLog log = new FileLog(doc.log().subList(0, Math.min(FileLog.MOST, doc.log().size())));
    return new IndexedFile(
        doc.path(), doc.unit(), doc.blob(), doc.text(), new Facts(doc.text().length(), 1, 1, Set.of()), log);
  }

  /** The words of a query. What looks like syntax in a subject is text here. */
  static List<String> words(String text) {
    return ANALYZER.words(text).stream().limit(MOST_WORDS).toList();
  }

  /** The best files by each of some weights. */
  List<List<Ranked>> rank(Query query, List<Weights> weights) {
    Search search = Search.of(List.of(snapshot), List.of(query.tree().selection));
    SearchQuery words =
        new SearchQuery(words(query.text()), List.of(), List.of(), Optional.empty(), Optional.empty());
    BitSet all = new BitSet();
    all.set(0, query.tree().docs.size());
    return weights.stream()
        .map(
            each ->
                search.rank(words, List.of(all), Ranking.MOST, each).hits().stream()
                    .map(hit -> new Ranked(0, hit.file(), hit.score()))
                    .toList())
        .toList();
  }

  @Override
  public void close() {
    snapshot.close();
    indexes.close();
  }
}
