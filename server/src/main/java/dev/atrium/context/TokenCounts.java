// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/** The tokens of documents: those that the index counted, and others, which are counted once. */
final class TokenCounts {
  private static final long MOST = 50_000;

  private final DocumentTexts texts;
  private final Cache<Key, Integer> counted = Caffeine.newBuilder().maximumSize(MOST).build();

  TokenCounts(DocumentTexts texts) {
    this.texts = texts;
  }

  /** Returns the tokens of a document, if they are known without reading it. */
  Optional<Integer> known(Document document, TokenCounter encoding) {
    return encoding == TokenCounter.O200K_BASE && document.tokens().isPresent()
        ? document.tokens()
        : Optional.ofNullable(counted.getIfPresent(Key.of(document, encoding)));
  }

  /** Returns the tokens of a document, which is read if it must be; empty if it cannot be read. */
  Optional<Integer> of(SpaceContent content, Document document, TokenCounter encoding) {
    Optional<Integer> known = known(document, encoding);
    if (known.isPresent()) {
      return known;
    }
    Optional<Integer> count = texts.text(content, document).map(encoding::count);
    count.ifPresent(tokens -> counted.put(Key.of(document, encoding), tokens));
    return count;
  }

  /** A text is known by its content alone, or by the version of an issue. */
  private record Key(String blob, long unit, TokenCounter encoding) {
    static Key of(Document document, TokenCounter encoding) {
      return new Key(document.blob(), document.blob().isEmpty() ? document.unit() : 0, encoding);
    }
  }
}
