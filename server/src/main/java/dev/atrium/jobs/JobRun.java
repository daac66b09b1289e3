// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import dev.atrium.db.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One run of a job: what its work is told, and can say while it goes on. */
public final class JobRun {
  private final Claimed claimed;
  private final Duration lease;
  private final Clock clock;
  private volatile boolean stopped;
  private volatile Progress progress = Progress.NONE;

  /** Of the runner's loop alone. */
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

  /** Which attempt this is: 1 for the first since the job was enqueued or last ended well. */
  public int attempts() {
    return claimed.attempts();
  }

  /**
   * Whether the work should end as soon as it can: the server stops, the job was cancelled, or
   * another server took it after its lease ran out. Work that throws then has not failed; the job
   * is given back. Threads are not interrupted, since that closes files that requests read too.
   */
  public boolean isStopped() {
    return stopped;
  }

  /** Says how far it has come. It costs nothing: the newest is written about once a second. */
  public void progress(int percent, String text) {
    progress = new Progress(percent, text);
  }

  /**
   * Renews the lease inside a transaction of the work, so that what it writes is committed only
   * while nobody else has the job. Call it last: the job's row is locked from then on.
   *
   * @throws IllegalStateException when another server has taken the job, or it is gone
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

  /** Whether a third of the lease is over. */
  boolean isToBeRenewed(Instant now) {
    return !now.isBefore(until.minus(lease.multipliedBy(2).dividedBy(3)));
  }

  /** Whether there is progress that is not written. */
  boolean hasNews() {
    return !progress.equals(written);
  }

  void written(Progress what, Instant renewedUntil) {
    written = what;
    until = renewedUntil;
  }
}
