// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which requests by a token had a large answer lately. Another token of the same account may see
 * less, and would learn from a wait that something exists: so each token's requests are its own.
 */
final class LargeAnswers {
  private static final int MOST = 10_000;
  private static final Duration LATELY = Duration.ofMinutes(10);

  private final Cache<Key, Long> sizes =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LATELY).build();

  /** A hash stands for the request: one that is taken for another only waits. */
  private record Key(long account, long token, int request) {}

  /** Returns what is known of the answer to a request, by a hash of its path and query. */
  Latest latest(long account, long token, int request) {
    return new Latest(new Key(account, token, request));
  }

  /** Returns what is known of the answer to a request that is not to be remembered: nothing. */
  Latest unknown() {
    return new Latest(null);
  }

  /** The latest answer to a request. */
  final class Latest {
    private final @Nullable Key key;
    private final long size;

    private Latest(@Nullable Key key) {
      this.key = key;
      Long found = key == null ? null : sizes.getIfPresent(key);
      this.size = found == null ? 0 : found;
    }

    /** Returns the size in bytes if the answer was large, and 0 if it was not. */
    long size() {
      return size;
    }

    /** Notes the size of an answer, or of the part of it that there was no room for. */
    void note(long bytes) {
      if (key == null) {
        return;
      }
      if (bytes > AnswerMemory.LARGE) {
        sizes.put(key, bytes);
      } else if (size > 0) {
        sizes.invalidate(key);
      }
    }
  }
}
