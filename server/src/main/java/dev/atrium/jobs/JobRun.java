// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import dev.atrium.db.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One run of a job: gives the work its input, and takes its progress. */
public final class JobRun {
  private final Claimed claimed;
  private final Duration lease;
  private final Clock clock;
  private volatile boolean stopped;
  private volatile Progress progress = Progress.NONE;

  /** Used only while the runner holds its lock, as is {@code until}. */
  private Progress written = Progress.NONE;

  private Instant until;

  JobRun(Claimed claimed, Duration lease, Instant until, Clock clock) {
    this.claimed = claimed;
    this.lease = lease;
    this.until = until;
    this.clock = clock;
  }

  public String key() {
    return claimed.key();
  }

  public String input() {
    return claimed.input();
  }

  /**
   * Returns the number of this attempt: 1 for the first since the job was enqueued or last
   * succeeded.
   */
  public int attempts() {
    return claimed.attempts();
  }

  /**
   * Tells whether the work should end as soon as it can: the server stops, the job was cancelled,
   * or another server took it after its lease ran out. An exception then does not count as a
   * failure; the job is given back. Threads are not interrupted, because an interrupt would close
   * files that requests also read.
   */
  public boolean isStopped() {
    return stopped;
  }

  /** Reports progress. This is cheap: only the newest report is stored, about once a second. */
  public void progress(int percent, String text) {
    progress = new Progress(percent, text);
  }

  /**
   * Renews the lease inside a transaction of the work, so that the work's writes are committed only
   * while nobody else has the job. Call it last: the job's row is locked from then on.
   *
   * @throws IllegalStateException if another server has taken the job, or it is gone
   */
  public void hold(Transaction transaction) {
    Instant now = clock.instant();
    if (JobStore.renew(transaction.handle(), claimed, progress, now.plus(lease)).isEmpty()) {
      stop();
      throw new IllegalStateException("The lease of job " + name() + " was lost");
    }
  }

  String name() {
    return claimed.kind() + "/" + claimed.key();
  }

  Claimed claimed() {
    return claimed;
  }

  Duration lease() {
    return lease;
  }

  void stop() {
    stopped = true;
  }

  Progress newestProgress() {
    return progress;
  }

  /** Tells whether a third of the lease has passed. */
  boolean isToBeRenewed(Instant now) {
    return !now.isBefore(until.minus(lease.multipliedBy(2).dividedBy(3)));
  }

  /** Tells whether there is progress that is not stored yet. */
  boolean hasNews() {
    return !progress.equals(written);
  }

  void written(Progress what, Instant renewedUntil) {
    written = what;
    until = renewedUntil;
  }
}
