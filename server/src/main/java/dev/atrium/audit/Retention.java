// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.db.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The removal of entries that are past their retention, at the start and then every hour. It works
 * in small batches, so that no other write waits long. Several servers may run it at once.
 */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int BATCH = 500;

  private final Database database;
  private final Clock clock;
  private final Duration kept;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("audit-retention").factory());

  /**
   * @param kept how long entries are kept
   */
  public Retention(Database database, Clock clock, Duration kept) {
    this.database = database;
    this.clock = clock;
    this.kept = kept;
  }

  public void start() {
    var _ = timer.scheduleWithFixedDelay(this::tryRun, 0, 1, TimeUnit.HOURS);
  }

  private void tryRun() {
    try {
      run();
    } catch (RuntimeException e) {
      LOG.warn("The audit log could not be cut off: it is tried again in an hour", e);
    }
  }

  /** Removes all entries that are too old now, unless it is closed meanwhile. */
  void run() {
    long limit = clock.instant().minus(kept).toEpochMilli();
    int removed = BATCH;
    while (removed == BATCH && !timer.isShutdown()) {
      removed =
          database.write(transaction -> {
            AuditStore.keepSince(transaction.handle(), limit);
            return AuditStore.removeBefore(transaction.handle(), limit, BATCH);
          });
    }
  }

  /**
   * Stops the removal and waits for a batch under way, so that the database can be closed
   * afterwards.
   */
  @Override
  public void close() {
    timer.close();
  }
}
