// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;

/**
 * A token-bucket limit on how many refusals are written. Each source may write {@value #OF_SOURCE}
 * at once, and then one every {@value #SOURCE_MILLIS} ms. A source is an account, or an address
 * without one; the limit per source keeps a noisy one from crowding out the others. All sources
 * together may write {@value #OF_ALL} at once, and then one every {@value #ALL_MILLIS} ms: at most
 * about 90,000 a day, so that a flood cannot fill the disk. Not thread-safe.
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
   * Takes one token for the source, and one of the total.
   *
   * @param at milliseconds since 1970
   * @return false if there is none left
   */
  boolean take(Object source, long at) {
    Bucket own =
        Objects.requireNonNull(sources.get(source, key -> new Bucket(OF_SOURCE, SOURCE_MILLIS)));
    return own.take(at) && all.take(at);
  }

  /** A token bucket that refills by one token at a time, up to its capacity. */
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
