// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import java.time.Clock;
import java.time.Duration;

/**
 * The fixed-window counters of behaviour §9: requests per hour by token, or by address without one;
 * writes per minute by token; refused tokens per five minutes by address. Each server counts by
 * itself.
 */
public final class RateLimit {
  private static final String SECONDARY =
      "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits";

  private static final int SIGN_INS = 20;

  private final LimitSettings settings;
  private final WindowCounters hours;
  private final WindowCounters writes;
  private final WindowCounters failures;
  private final WindowCounters signIns;

  public RateLimit(LimitSettings settings, Clock clock) {
    this.settings = settings;
    this.hours = new WindowCounters(Duration.ofHours(1), clock);
    this.writes = new WindowCounters(Duration.ofMinutes(1), clock);
    this.signIns = new WindowCounters(Duration.ofHours(1), clock);
    this.failures = new WindowCounters(Duration.ofMinutes(5), clock);
  }

  /**
   * Tells whether anything is limited. If not, answers carry no rate-limit headers and there is no
   * /rate_limit, as on GHES.
   */
  public boolean enabled() {
    return settings.perToken() > 0;
  }

  Proxies proxies() {
    return settings.proxies();
  }

  /**
   * Returns how much of its hourly limit a token has used, without counting the request that asks.
   */
  public State state(long tokenId) {
    WindowCounters.Window window = hours.of(tokenId);
    return new State(settings.perToken(), window.used.get(), window.reset);
  }

  State count(long tokenId) {
    WindowCounters.Window window = hours.of(tokenId);
    return new State(settings.perToken(), window.used.incrementAndGet(), window.reset);
  }

  /** Counts a request without a token, or with a refused one. */
  State count(String address) {
    WindowCounters.Window window = hours.of(Proxies.together(address));
    return new State(settings.perAddress(), window.used.incrementAndGet(), window.reset);
  }

  /**
   * Counts a request of an app that polls for the token of a user who signs in. The limit is
   * {@value #SIGN_INS} times that of other requests without a token, since the app polls until its
   * user agrees.
   *
   * @throws ApiException 403 if the limit is exceeded
   */
  void countSignIn(String address) {
    if (enabled()) {
      WindowCounters.Window window = signIns.of(Proxies.together(address));
      if (window.used.incrementAndGet() > (long) SIGN_INS * settings.perAddress()) {
        throw ApiException.limited(
            "API rate limit exceeded: too many sign-ins from this address. Please try again later.",
            "",
            signIns.left(window));
      }
    }
  }

  /** Reverts the count of a request that turned out not to count: one answered with 304. */
  State uncount(long tokenId) {
    WindowCounters.Window window = hours.of(tokenId);
    return new State(settings.perToken(), window.used.decrementAndGet(), window.reset);
  }

  /**
   * Counts a write.
   *
   * @throws ApiException 403 if the secondary limit is exceeded, in the words that clients
   *     recognise
   */
  void countWrite(long tokenId) {
    if (enabled() && settings.writesAMinute() > 0) {
      WindowCounters.Window window = writes.of(tokenId);
      if (window.used.incrementAndGet() > settings.writesAMinute()) {
        throw ApiException.limited(
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try"
                + " again.",
            SECONDARY,
            writes.left(window));
      }
    }
  }

  /** Counts a refused token. */
  void countFailure(String address) {
    failures.of(Proxies.together(address)).used.incrementAndGet();
  }

  /**
   * Refuses an address that tried too many tokens. Unguessable tokens are not checked here, so that
   * users behind one address do not lock each other out.
   *
   * @throws ApiException 403 if the address is throttled
   */
  void checkFailures(String address) {
    if (enabled() && settings.attempts() > 0) {
      WindowCounters.Window window = failures.of(Proxies.together(address));
      if (window.used.get() >= settings.attempts()) {
        throw ApiException.limited(
            "Maximum number of login attempts exceeded. Please try again later.",
            "",
            failures.left(window));
      }
    }
  }

  /**
   * The state of an hourly limit.
   *
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
}
