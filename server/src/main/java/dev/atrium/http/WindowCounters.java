// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The fixed-window counters of many keys; a key's window begins with its first count. The number of
 * keys is limited. Eviction favours frequent keys, so one-off addresses cannot evict active ones.
 */
final class WindowCounters {
  private static final int KEYS = 100_000;

  private final long seconds;
  private final Clock clock;
  private final Cache<Object, Window> windows = Caffeine.newBuilder().maximumSize(KEYS).build();

  WindowCounters(Duration length, Clock clock) {
    this.seconds = length.toSeconds();
    this.clock = clock;
  }

  /** Returns the key's present window, for the caller to count in. */
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

  /** Returns how many seconds the window lasts on, at least one. */
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
