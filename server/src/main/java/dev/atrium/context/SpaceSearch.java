// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.context.Found.Incomplete;
import dev.atrium.search.Hit;
import dev.atrium.search.IndexSnapshot;
import dev.atrium.search.Search;
import dev.atrium.search.SearchQuery;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Searches the documents of a space as a caller may read them now. */
final class SpaceSearch {
  /** The lines that stand for a document of which only the name was found. */
  private static final int FIRST_LINES = 20;

  private final SelectedDocuments.Maker selections;
  private final SourceTotals.Counter totals;
  private final DocumentTexts texts;
  private final LiteralLines literal;

  SpaceSearch(
      SelectedDocuments.Maker selections, SourceTotals.Counter totals, DocumentTexts texts) {
    this.selections = selections;
    this.totals = totals;
    this.texts = texts;
    this.literal = new LiteralLines(texts);
  }

  /** Finds the best passages for words. */
  public Found words(SpaceContent content, String text, DocumentFilter filter, int limit) {
    SearchQuery query = SearchQuery.parse(text);
    List<SelectedDocuments> selected = selections.of(content);
    Search.Found found =
        search(content, selected).rank(query, admitted(selected, and(filter, query)), limit);
    List<Found.Passage> passages = new ArrayList<>();
    for (Hit hit : found.hits()) {
      passage(content, selected.get(hit.part()).document(hit.file()), hit).ifPresent(passages::add);
    }
    return new Found(
        found.total(), passages, List.of("files", "passages", "commits"), incomplete(content));
  }

  /** Finds the lines that have a literal text, in the order of documents. */
  public Found exact(SpaceContent content, String text, DocumentFilter filter, int limit) {
    List<SelectedDocuments> selected = selections.of(content);
    List<BitSet> candidates = search(content, selected).withLiteral(text);
    List<BitSet> admitted = admitted(selected, filter);
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < selected.size(); i++) {
      BitSet both = candidates.get(i);
      both.and(admitted.get(i));
      SelectedDocuments of = selected.get(i);
      both.stream().mapToObj(of::document).forEach(documents::add);
    }
    LiteralLines.Lines lines = literal.find(content, documents, text, limit);
    List<Incomplete> incomplete = new ArrayList<>(incomplete(content));
    lines.stopped().ifPresent(reason -> incomplete.add(new Incomplete(0, reason)));
    return new Found(lines.total(), lines.passages(), List.of("lines"), incomplete);
  }

  private static Search search(SpaceContent content, List<SelectedDocuments> selected) {
    List<IndexSnapshot> snapshots =
        selected.stream()
            .map(each -> Objects.requireNonNull(content.indexes().get(each.key())))
            .toList();
    return Search.of(snapshots, selected.stream().map(SelectedDocuments::selection).toList());
  }

  /** Joins the filter with what the query itself asks for. The filter has precedence. */
  private static DocumentFilter and(DocumentFilter filter, SearchQuery query) {
    return new DocumentFilter(
        filter.state(),
        filter.resourceId(),
        filter.path().or(query::path),
        filter.language().or(query::language));
  }

  private static List<BitSet> admitted(List<SelectedDocuments> selected, DocumentFilter filter) {
    Predicate<Document> wanted = filter.withoutPath().predicate();
    Predicate<String> path = filter.paths();
    boolean pathOnly = filter.withoutPath().isNone();
    List<BitSet> admitted = new ArrayList<>();
    for (SelectedDocuments each : selected) {
      int size = each.selection().size();
      BitSet files = new BitSet(size);
      files.set(0, size);
      if (!filter.isNone()) {
        for (int i = 0; i < size; i++) {
          files.set(
              i,
              path.test(each.selection().path(i)) && (pathOnly || wanted.test(each.document(i))));
        }
      }
      admitted.add(files);
    }
    return admitted;
  }

  private Optional<Found.Passage> passage(SpaceContent content, Document document, Hit hit) {
    return texts
        .text(content, document)
        .filter(text -> !text.isEmpty())
        .map(text -> {
          int lines = LineRange.count(text);
          LineRange best =
              hit.passages().stream()
                  .map(passage -> new LineRange(passage.startLine(), passage.endLine()))
                  .flatMap(range -> range.within(lines).stream())
                  .findFirst()
                  .orElse(new LineRange(1, Math.min(FIRST_LINES, lines)));
          return new Found.Passage(document, best, best.of(text), hit.score());
        });
  }

  /** Returns what a search cannot find in a space at the moment. */
  List<Incomplete> incomplete(SpaceContent content) {
    List<Incomplete> incomplete = new ArrayList<>();
    for (Source source : content.sources()) {
      int indexing = totals.of(source).indexing();
      if (indexing > 0) {
        incomplete.add(
            new Incomplete(
                source.resource().id(),
                "Indexed %d of %d documents; results may lack the rest."
                    .formatted(source.size() - indexing, source.size())));
      } else if (!source.note().isEmpty()) {
        incomplete.add(new Incomplete(source.resource().id(), source.note()));
      }
    }
    return incomplete;
  }
}
