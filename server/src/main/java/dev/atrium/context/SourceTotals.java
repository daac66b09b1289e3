// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.search.Facts;
import dev.atrium.search.IndexSnapshot;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of a source: how many documents are in each state, and how large they are.
 *
 * @param counted the documents of which nothing remains to be counted
 * @param tokens the tokens of those that can be read and are counted
 */
record SourceTotals(Map<DocumentState, Integer> states, int counted, long bytes, long tokens) {
  private static final long MOST = 2_000;

  SourceTotals {
    states = Map.copyOf(states);
  }

  /** Returns how many documents searches do not know yet. */
  int indexing() {
    return states.getOrDefault(DocumentState.INDEXING, 0);
  }

  private static SourceTotals count(Source source) {
    Map<DocumentState, Integer> states = new EnumMap<>(DocumentState.class);
    int counted = 0;
    long bytes = 0;
    long tokens = 0;
    for (int i = 0; i < source.size(); i++) {
      Document document = source.document(i);
      states.merge(document.state(), 1, Integer::sum);
      counted += document.tokens().isPresent() || !document.state().isReadable() ? 1 : 0;
      bytes += document.facts().map(Facts::bytes).orElse(0L);
      tokens += document.tokens().orElse(0);
    }
    return new SourceTotals(states, counted, bytes, tokens);
  }

  /** Counts sources, and keeps the numbers of lists of files until their index changes. */
  static final class Counter {
    private final Cache<Key, SourceTotals> known = Caffeine.newBuilder().maximumSize(MOST).build();

    SourceTotals of(Source source) {
      if (source.files().isEmpty()) {
        return count(source);
      }
      Key key = new Key(source.files().get().key(), source.index().map(IndexSnapshot::version));
      return known.get(key, absent -> count(source));
    }

    /** Returns how many documents of a space searches do not know yet. */
    int indexing(SpaceContent content) {
      return content.sources().stream().mapToInt(source -> of(source).indexing()).sum();
    }

    private record Key(FileList.Key list, Optional<Object> index) {}
  }
}
