// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import java.time.Duration;

/**
 * A kind of job.
 *
 * @param name at most 40 characters; rows of the database name it, so it stays what it is
 * @param atOnce how many jobs of the kind a server runs at the same time
 * @param lease how long a server that was killed keeps others from its jobs; clocks of the servers
 *     may differ by a small part of it
 */
public record JobKind(String name, int atOnce, Duration lease, Backoff backoff) {
  /** A lease that outlasts a slow write, and yet delays a job little after a kill. */
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
