// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The wait before a failed job is tried again. It doubles with each attempt, up to a limit, and is
 * jittered, so that jobs that failed together are not tried again together.
 *
 * @param first the longest wait after the first attempt
 * @param most the longest wait of all
 */
public record Backoff(Duration first, Duration most) {
  /**
   * Waits of at most ten seconds after the first attempt, and at most an hour from the tenth on.
   */
  public static final Backoff STANDARD = new Backoff(Duration.ofSeconds(10), Duration.ofHours(1));

  /** The bound that keeps the factor from overflowing; usual limits are reached long before. */
  private static final int MOST_DOUBLINGS = 30;

  public Backoff {
    if (first.toMillis() < 1 || most.compareTo(first) < 0) {
      throw new IllegalArgumentException("A back-off from " + first + " to " + most);
    }
  }

  /**
   * Returns the wait after the given number of attempts: a random part of the full wait, but at
   * least half of it. So a wait is never shorter than the previous one until the limit is reached.
   */
  Duration after(int attempts, RandomGenerator random) {
    long factor = 1L << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS);
    long whole =
        first.toMillis() > most.toMillis() / factor ? most.toMillis() : first.toMillis() * factor;
    return Duration.ofMillis(random.nextLong(whole / 2, whole) + 1);
  }
}
