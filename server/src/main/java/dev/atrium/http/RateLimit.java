// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests of an hour, by token, or by address where there is none (behaviour §9). */
public final class RateLimit {
  private static final long WINDOW = 3600;
  private static final int WITHOUT_TOKEN = 60;

  private final int limit;
  private final Clock clock;
  private final Cache<Object, Window> windows = Caffeine.newBuilder().maximumSize(100_000).build();

  /**
   * @param limit requests an hour a token; 0 for none at all
   */
  public RateLimit(int limit, Clock clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Whether anything is limited; if not, answers have no headers of it, and there is no
   * /rate_limit, as on GHES.
   */
  public boolean enabled() {
    return limit > 0;
  }

  /**
   * How much of its hour a token, or an address, has used; the request that asks is not counted.
   */
  public State state(Object who, boolean token) {
    Window window = window(who);
    return new State(token ? limit : WITHOUT_TOKEN, window.used.get(), window.reset);
  }

  State count(Object who, boolean token) {
    Window window = window(who);
    return new State(token ? limit : WITHOUT_TOKEN, window.used.incrementAndGet(), window.reset);
  }

  /** Takes back the count of a request that does not count: one answered 304. */
  void uncount(Object who) {
    window(who).used.decrementAndGet();
  }

  private Window window(Object who) {
    long now = clock.millis() / 1000;
    Window window = windows.getIfPresent(who);
    return window != null && now < window.reset
        ? window
        : windows
            .asMap()
            .compute(
                who, (key, old) -> old != null && now < old.reset ? old : new Window(now + WINDOW));
  }

  /**
   * @param reset when the hour ends, in seconds since 1970
   */
  public record State(int limit, int used, long reset) {
    public int remaining() {
      return Math.max(0, limit - used);
    }

    boolean exceeded() {
      return used > limit;
    }
  }

  private static final class Window {
    private final long reset;
    private final AtomicInteger used = new AtomicInteger();

    Window(long reset) {
      this.reset = reset;
    }
  }
}
