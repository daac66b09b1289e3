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
 * Removes entries that are older than they are to be kept, a few at a time so that no write waits
 * long for it: every hour, on one server at a time, and at once where they are to be kept for
 * another time than before.
 */
public final class Retention {
  private static final JobKind KIND = JobKind.of("audit-retention", 1);
  private static final Duration PERIOD = Duration.ofHours(1);
  private static final int BATCH = 500;

  private final Database database;
  private final Clock clock;
  private final Duration kept;

  /**
   * @param kept how long an entry stays
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

  /** Removes all that is too old now; false when it was stopped in between. */
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
