// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.db.Database;
import dev.atrium.jobs.JobHandler;
import dev.atrium.jobs.JobKind;
import dev.atrium.jobs.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The removal of entries that are past their retention: every hour, on one server at a time, and at
 * once when the retention was changed. It works in small batches, so that no other write waits
 * long.
 */
public final class Retention {
  private static final JobKind KIND = JobKind.of("audit-retention", 1);
  private static final Duration PERIOD = Duration.ofHours(1);
  private static final int BATCH = 500;

  private final Database database;
  private final Clock clock;
  private final Duration kept;

  /**
   * @param kept how long entries are kept
   */
  public Retention(Database database, Clock clock, Duration kept) {
    this.database = database;
    this.clock = clock;
    this.kept = kept;
  }

  /** The job that does so. */
  public JobHandler job() {
    return JobHandler.every(
        PERIOD,
        kept.toString(),
        KIND,
        run -> run(run::isStopped) ? Outcome.DONE : new Outcome.Again(clock.instant()));
  }

  /**
   * Removes all entries that are too old now.
   *
   * @return false when it was stopped meanwhile
   */
  boolean run(BooleanSupplier stopped) {
    long limit = clock.instant().minus(kept).toEpochMilli();
    int removed = BATCH;
    while (removed == BATCH && !stopped.getAsBoolean()) {
      removed =
          database.write(transaction -> {
            AuditStore.keepSince(transaction.handle(), limit);
            return AuditStore.removeBefore(transaction.handle(), limit, BATCH);
          });
    }
    return removed < BATCH;
  }
}
