// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.platform;

import dev.atrium.db.ChangeFeed;
import dev.atrium.jobs.JobHandler;
import dev.atrium.jobs.JobKind;
import dev.atrium.jobs.Outcome;
import java.time.Duration;

/** Removes old changes from the feed, a few at a time, so that it does not grow without end. */
public final class FeedUpkeep {
  private static final JobKind KIND = JobKind.of("change-feed", 1);
  private static final Duration PERIOD = Duration.ofHours(1);

  /** The newest changes that stay, for readers that begin. */
  private static final long KEPT = 100_000;

  private static final int BATCH = 1_000;

  private FeedUpkeep() {}

  /** Returns the job. */
  public static JobHandler job(ChangeFeed feed) {
    return JobHandler.every(
        PERIOD,
        "",
        KIND,
        run -> {
          int removed = BATCH;
          while (removed == BATCH && !run.isStopped()) {
            removed = feed.trim(KEPT, BATCH);
          }
          return Outcome.DONE;
        });
  }
}
