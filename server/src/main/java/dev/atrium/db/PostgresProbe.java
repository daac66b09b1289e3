// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.health.Fault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The thread that asks PostgreSQL every second whether it answers, on a connection of its own. It
 * alone decides that the database is away: a request that lost its connection makes it ask at once.
 * While the database is away, requests are refused without being tried.
 */
final class PostgresProbe implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration PERIOD_WHILE_AWAY = Duration.ofMillis(250);

  /** How long the health check waits for an answer. */
  private static final Duration PATIENCE = Duration.ofMillis(700);

  private final PostgresLine line;
  private final Fault fault = new Fault("PostgreSQL does not answer", "PostgreSQL answers again");
  private final Runnable gone;
  private final Runnable back;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("postgresql-probe").unstarted(this::run);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** How many times the question was begun and answered, and is to be begun. Guarded by lock. */
  private long begun;

  private long answered;
  private long wanted;
  private volatile boolean closed;

  /**
   * Makes the probe.
   *
   * @param gone what to do when the database has gone away
   * @param back what to do before it counts as back
   */
  PostgresProbe(String url, Runnable gone, Runnable back) {
    this.line = new PostgresLine(url);
    this.gone = gone;
    this.back = back;
  }

  PostgresProbe start() {
    thread.start();
    return this;
  }

  /**
   * Refuses work while the database is away.
   *
   * @throws ApiException 503
   */
  void check() {
    if (isAway()) {
      throw ApiException.of(
          ErrorCode.UNAVAILABLE, "The database does not answer at the moment. Try again later.");
    }
  }

  boolean isAway() {
    return fault.isThere();
  }

  /** Asks at once instead of after the period. */
  void wake() {
    lock.lock();
    try {
      wanted = Math.max(wanted, begun + 1);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Asks anew, and returns what is wrong; waits less than a second for the answer. */
  Optional<String> fault() {
    if (isAway()) {
      return fault.reason();
    }
    lock.lock();
    try {
      long mine = begun + 1;
      wanted = Math.max(wanted, mine);
      changed.signalAll();
      long left = PATIENCE.toNanos();
      while (answered < mine && left > 0) {
        left = changed.awaitNanos(left);
      }
      return answered < mine
          ? Optional.of("PostgreSQL has not answered for " + PATIENCE.toMillis() + " ms.")
          : fault.reason();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("The server stops.");
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (!closed) {
      long round = begin();
      ask();
      try {
        end(round);
      } catch (InterruptedException e) {
        break; // By close().
      }
    }
    line.close();
  }

  private long begin() {
    lock.lock();
    try {
      return ++begun;
    } finally {
      lock.unlock();
    }
  }

  /** Tells those who wait, then waits for the next question. */
  private void end(long round) throws InterruptedException {
    lock.lock();
    try {
      answered = round;
      changed.signalAll();
      long left = (isAway() ? PERIOD_WHILE_AWAY : PERIOD).toNanos();
      // While it is away there is no hurry: whoever asks is told so without a question.
      while (left > 0 && (isAway() || wanted <= begun)) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void ask() {
    try {
      line.ask();
      if (isAway()) {
        back.run();
        fault.works();
      }
    } catch (SQLException | RuntimeException e) {
      line.close();
      away(e);
    }
  }

  private void away(Exception e) {
    boolean before = isAway();
    if (!closed) {
      fault.failed(PostgresErrors.reason(e), PostgresErrors.rootMessage(e));
    }
    if (!before) {
      gone.run();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    line.close();
    try {
      var _ = thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
