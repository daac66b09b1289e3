// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import java.time.Duration;

/**
 * A kind of job.
 *
 * @param name at most 40 characters; it is stored in the database, so it must not change
 * @param atOnce how many jobs of the kind a server runs at the same time
 * @param lease how long a killed server's jobs stay blocked for other servers; the servers' clocks
 *     may differ by only a small part of it
 */
public record JobKind(String name, int atOnce, Duration lease, Backoff backoff) {
  /** A lease that outlasts a slow write, but delays a job only briefly after a kill. */
  public static final Duration STANDARD_LEASE = Duration.ofSeconds(30);

  private static final int LONGEST_NAME = 40;

  public JobKind {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("A kind of job is named by 1 to 40 characters: " + name);
    }
    if (atOnce < 1 || lease.isZero() || lease.isNegative()) {
      throw new IllegalArgumentException("A kind of job without a turn or a lease: " + name);
    }
  }

  /** Makes a kind with the standard lease and back-off. */
  public static JobKind of(String name, int atOnce) {
    return new JobKind(name, atOnce, STANDARD_LEASE, Backoff.STANDARD);
  }
}
