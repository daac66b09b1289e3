// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;

/**
 * How many refusals are written: {@value #OF_SOURCE} at once and then one in {@value
 * #SOURCE_MILLIS} ms of each account, or address without one, so that nobody hides in their own
 * noise what others did; and {@value #OF_ALL} at once and then one a second of all together, at
 * most some 90,000 a day, so that a flood does not fill the disk. Not to be used by two threads at
 * a time.
 */
final class Allowance {
  private static final int OF_SOURCE = 100;
  private static final int SOURCE_MILLIS = 10_000;
  private static final int OF_ALL = 3_600;
  private static final int ALL_MILLIS = 1_000;

  private final Bucket all = new Bucket(OF_ALL, ALL_MILLIS);
  private final Cache<Object, Bucket> sources =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofHours(1)).build();

  /**
   * Takes one.
   *
   * @param at milliseconds since 1970
   * @return whether there was one left
   */
  boolean take(Object source, long at) {
    Bucket own =
        Objects.requireNonNull(sources.get(source, key -> new Bucket(OF_SOURCE, SOURCE_MILLIS)));
    return own.take(at) && all.take(at);
  }

  /** Fills by one at a time, up to what it holds. */
  private static final class Bucket {
    private final int holds;
    private final long each;
    private long left;
    private long filled;

    Bucket(int holds, long each) {
      this.holds = holds;
      this.each = each;
      this.left = holds;
    }

    boolean take(long at) {
      long more = Math.max(0, at - filled) / each;
      filled = left + more >= holds ? at : filled + more * each;
      left = Math.min(holds, left + more);
      if (left == 0) {
        return false;
      }
      left--;
      return true;
    }
  }
}
