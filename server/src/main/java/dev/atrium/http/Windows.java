// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts by key, each key in windows of its own that begin with its first count. Of the keys, as
 * many as fit are kept; those that are counted often stay, so that many strangers drive no regular
 * out.
 */
final class Windows {
  private static final int KEYS = 100_000;

  private final long seconds;
  private final Clock clock;
  private final Cache<Object, Window> windows = Caffeine.newBuilder().maximumSize(KEYS).build();

  Windows(Duration length, Clock clock) {
    this.seconds = length.toSeconds();
    this.clock = clock;
  }

  /** The key's present window; to be counted up and down. */
  Window of(Object key) {
    long now = clock.millis() / 1000;
    Window window = windows.getIfPresent(key);
    return window != null && now < window.reset
        ? window
        : windows
            .asMap()
            .compute(
                key,
                (same, old) -> old != null && now < old.reset ? old : new Window(now + seconds));
  }

  /** How many seconds it lasts on; at least one. */
  long left(Window window) {
    return Math.max(1, window.reset - clock.millis() / 1000);
  }

  static final class Window {
    final long reset;
    final AtomicInteger used = new AtomicInteger();

    Window(long reset) {
      this.reset = reset;
    }
  }
}
