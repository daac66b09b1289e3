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
  /** From at most ten seconds to at most an hour, in nine attempts. */
  public static final Backoff STANDARD = new Backoff(Duration.ofSeconds(10), Duration.ofHours(1));

  /** More would overflow, and every limit is reached long before. */
  private static final int MOST_DOUBLINGS = 30;

  public Backoff {
    if (first.toMillis() < 1 || most.compareTo(first) < 0) {
      throw new IllegalArgumentException("A back-off from " + first + " to " + most);
    }
  }

  /**
   * Returns the wait after so many attempts: between half of its length and the whole, so that no
   * wait is shorter than the one before it until the limit is reached.
   */
  Duration after(int attempts, RandomGenerator random) {
    long factor = 1L << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS);
    long whole =
        first.toMillis() > most.toMillis() / factor ? most.toMillis() : first.toMillis() * factor;
    return Duration.ofMillis(random.nextLong(whole / 2, whole) + 1);
  }
}
