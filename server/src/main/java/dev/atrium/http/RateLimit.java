// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import java.time.Clock;
import java.time.Duration;

/**
 * The limits of behaviour §9: requests of an hour by token, or by address where there is none;
 * writes of a minute by token; refused tokens of five minutes by address. They hold on this server:
 * each counts by itself.
 */
public final class RateLimit {
  private static final String SECONDARY =
      "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits";

  private static final int SIGN_INS = 20;

  private final LimitSettings settings;
  private final Windows hours;
  private final Windows writes;
  private final Windows failures;
  private final Windows signIns;

  public RateLimit(LimitSettings settings, Clock clock) {
    this.settings = settings;
    this.hours = new Windows(Duration.ofHours(1), clock);
    this.writes = new Windows(Duration.ofMinutes(1), clock);
    this.signIns = new Windows(Duration.ofHours(1), clock);
    this.failures = new Windows(Duration.ofMinutes(5), clock);
  }

  /**
   * Whether anything is limited; if not, answers have no headers of it, and there is no
   * /rate_limit, as on GHES.
   */
  public boolean enabled() {
    return settings.perToken() > 0;
  }

  Proxies proxies() {
    return settings.proxies();
  }

  /** How much of its hour a token has used; the request that asks is not counted. */
  public State state(long tokenId) {
    Windows.Window window = hours.of(tokenId);
    return new State(settings.perToken(), window.used.get(), window.reset);
  }

  State count(long tokenId) {
    Windows.Window window = hours.of(tokenId);
    return new State(settings.perToken(), window.used.incrementAndGet(), window.reset);
  }

  /** Counts a request without a token, or with one that was refused. */
  State count(String address) {
    Windows.Window window = hours.of(Proxies.together(address));
    return new State(settings.perAddress(), window.used.incrementAndGet(), window.reset);
  }

  /**
   * Counts an app that asks for the token of a user who signs in: {@value #SIGN_INS} times as many
   * as other requests without a token, since it asks until its user has said yes.
   *
   * @throws ApiException 403 past the limit
   */
  void countSignIn(String address) {
    if (enabled()) {
      Windows.Window window = signIns.of(Proxies.together(address));
      if (window.used.incrementAndGet() > (long) SIGN_INS * settings.perAddress()) {
        throw ApiException.limited(
            "API rate limit exceeded: too many sign-ins from this address. Please try again later.",
            "",
            signIns.left(window));
      }
    }
  }

  /** Takes back the count of a request that does not count: one answered 304. */
  State uncount(long tokenId) {
    Windows.Window window = hours.of(tokenId);
    return new State(settings.perToken(), window.used.decrementAndGet(), window.reset);
  }

  /**
   * Counts a write.
   *
   * @throws ApiException 403 past the secondary limit, in the words that clients know it by
   */
  void countWrite(long tokenId) {
    if (enabled() && settings.writesAMinute() > 0) {
      Windows.Window window = writes.of(tokenId);
      if (window.used.incrementAndGet() > settings.writesAMinute()) {
        throw ApiException.limited(
            "You have exceeded a secondary rate limit. Please wait before you write again.",
            SECONDARY,
            writes.left(window));
      }
    }
  }

  /** Takes note of a token that was refused. */
  void countFailure(String address) {
    failures.of(Proxies.together(address)).used.incrementAndGet();
  }

  /**
   * Refuses an address that tried too many tokens. Tokens that no one can guess go past this: users
   * behind one address do not lock each other out.
   *
   * @throws ApiException 403
   */
  void checkFailures(String address) {
    if (enabled() && settings.attempts() > 0) {
      Windows.Window window = failures.of(Proxies.together(address));
      if (window.used.get() >= settings.attempts()) {
        throw ApiException.limited(
            "Maximum number of login attempts exceeded. Please try again later.",
            "",
            failures.left(window));
      }
    }
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
}
