// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the lines of documents that have a literal text, by reading them. */
final class LiteralLines {
  /** How long documents are read for one search. */
  private static final Duration MOST = Duration.ofSeconds(3);

  private final DocumentTexts texts;

  LiteralLines(DocumentTexts texts) {
    this.texts = texts;
  }

  Lines find(SpaceContent content, List<Document> documents, String literal, int limit) {
    long end = System.nanoTime() + MOST.toNanos();
    List<Found.Passage> passages = new ArrayList<>();
    int total = 0;
    int read = 0;
    for (Document document : documents) {
      if (System.nanoTime() > end) {
        return new Lines(
            total,
            passages,
            Optional.of(
                "Read %d of %d documents that may have the text in %d seconds; search for more of it, or in a path."
                    .formatted(read, documents.size(), MOST.toSeconds())));
      }
      read++;
      String text = texts.text(content, document).orElse("");
      total += find(document, text, literal, limit - passages.size(), passages);
    }
    return new Lines(total, passages, Optional.empty());
  }

  /** Adds the lines on which the text begins, up to so many, and counts all of them. */
  private static int find(
      Document document, String text, String literal, int limit, List<Found.Passage> passages) {
    int found = 0;
    int line = 1;
    int counted = 0;
    for (int at = text.indexOf(literal); at >= 0; ) {
      line += lineEnds(text, counted, at);
      counted = at;
      int start = text.lastIndexOf('\n', at - 1) + 1;
      int stop = text.indexOf('\n', at + literal.length() - 1);
      stop = stop < 0 ? text.length() : stop + 1;
      if (found < limit) {
        String shown = text.substring(start, stop);
        int last = line + Math.max(0, LineRange.lines(shown).size() - 1);
        passages.add(new Found.Passage(document, new LineRange(line, last), shown, 1));
      }
      found++;
      at = stop >= text.length() ? -1 : text.indexOf(literal, stop);
    }
    return found;
  }

  private static int lineEnds(String text, int from, int to) {
    int ends = 0;
    for (int i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) {
      ends++;
    }
    return ends;
  }

  /**
   * What was found.
   *
   * @param stopped why not all documents were read, if so
   */
  record Lines(int total, List<Found.Passage> passages, Optional<String> stopped) {
    Lines {
      passages = List.copyOf(passages);
    }
  }
}
