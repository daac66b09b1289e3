// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.context.Given.How;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The choice of what fits into a budget. Whole documents go first: with a query in the order of its
 * ranking, else in the order of the space. A found document that does not fit gives its best
 * passages.
 */
final class ContextPlan {
  /** More than a line of the table and a separator take besides what they quote. */
  private static final int OF_SEPARATOR = 40;

  /** The parts of a text may have that many tokens more together than each for itself. */
  private static final int OF_JOIN = 2;

  /** The documents of which nothing is known yet that are read to be counted. */
  private static final int MOST_COUNTED = 200;

  private final SpaceContent content;
  private final ContextRequest request;
  private final TokenCounts counts;
  private final List<Document> documents;
  private final Map<String, How> how = new HashMap<>();
  private final Map<String, LineRange> ranges = new HashMap<>();
  private final List<Found.Passage> passages = new ArrayList<>();
  private int left;
  private int counted;

  /**
   * @param left the tokens that are left for documents and their separators
   */
  ContextPlan(
      SpaceContent content,
      ContextRequest request,
      TokenCounts counts,
      List<Document> documents,
      int left) {
    this.content = content;
    this.request = request;
    this.counts = counts;
    this.documents = documents;
    this.left = left;
  }

  /** Chooses. Passages are listed best first by {@link #passages}. */
  List<Given> choose(List<Found.Passage> found) {
    for (Found.Passage passage : found) {
      if (!whole(passage.document(), left / 2)) {
        passages(passage);
      }
    }
    documents.forEach(document -> whole(document, left));
    List<Given> given = new ArrayList<>();
    for (Document document : documents) {
      given.add(given(document, given.size() + 1));
    }
    return given;
  }

  /** Returns the passages that are given, best first. */
  List<Found.Passage> passages() {
    return passages;
  }

  /** Takes a whole document if it fits into so many tokens. */
  private boolean whole(Document document, int most) {
    if (how.containsKey(document.id())) {
      return true;
    }
    if (!document.state().isReadable() || document.state() == DocumentState.GENERATED) {
      return false;
    }
    Optional<Integer> tokens = tokens(document, most);
    if (tokens.isEmpty() || tokens.get() > most - OF_SEPARATOR) {
      return false;
    }
    int cost = tokens.get() + separator(document);
    if (cost > most) {
      return false;
    }
    left -= cost;
    how.put(document.id(), How.FULL);
    return true;
  }

  /** Counts a document, unless even its size tells that it does not fit. */
  private Optional<Integer> tokens(Document document, int most) {
    Optional<Integer> known = counts.known(document, request.encoding());
    if (known.isPresent()) {
      return known;
    }
    // No encoding has tokens of more than some hundred bytes; texts have 3 or 4 to one.
    boolean mayFit = document.bytes().map(bytes -> bytes / 16 <= most).orElse(true);
    return mayFit && counted++ < MOST_COUNTED
        ? counts.of(content, document, request.encoding())
        : Optional.empty();
  }

  private int separator(Document document) {
    return OF_SEPARATOR + OF_JOIN + request.encoding().count(document.place());
  }

  private void passages(Found.Passage found) {
    int cost = request.encoding().count(found.text()) + separator(found.document());
    if (cost > left) {
      return;
    }
    left -= cost;
    how.put(found.document().id(), How.PASSAGES);
    passages.add(found);
    ranges.put(found.document().id(), found.lines());
  }

  private Given given(Document document, int number) {
    How chosen = how.getOrDefault(document.id(), How.NONE);
    return new Given(
        document,
        number,
        chosen,
        Optional.ofNullable(ranges.get(document.id())).stream().toList(),
        document.state().isReadable()
            ? counts.known(document, request.encoding())
            : Optional.empty(),
        chosen == How.FULL ? "" : reason(document));
  }

  private static String reason(Document document) {
    return switch (document.state()) {
      case READY, INDEXING -> "budget";
      case BINARY -> "binary";
      case TOO_LARGE -> "too large";
      case GENERATED -> "generated";
      case MISSING -> "gone: " + document.reason();
      case WITHHELD -> document.reason();
    };
  }

  /** Puts a README of a repository before its other files. */
  static List<Document> inOrder(SpaceContent content) {
    Map<Long, List<Document>> bySource = new LinkedHashMap<>();
    content
        .documents()
        .forEach(document ->
            bySource
                .computeIfAbsent(document.resourceId(), key -> new ArrayList<>())
                .add(document));
    List<Document> all = new ArrayList<>();
    for (List<Document> of : bySource.values()) {
      of.stream().filter(ContextPlan::isReadme).forEach(all::add);
      of.stream().filter(document -> !isReadme(document)).forEach(all::add);
    }
    return all;
  }

  private static boolean isReadme(Document document) {
    return document.path().matches("(?i)readme(\\.[a-z]+)?");
  }
}
