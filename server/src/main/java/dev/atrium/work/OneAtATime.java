// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import dev.atrium.error.ApiException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Work of one kind that takes its thread's carrier, and perhaps a reader of the database, for
 * seconds. It is done one at a time, so that one carrier at most is taken.
 */
public final class OneAtATime {
  /** The seconds after which a client may ask again. */
  private static final int RETRY_AFTER = 10;

  private final Semaphore turn = new Semaphore(1, true);
  private final Duration patience;

  public OneAtATime() {
    this(Duration.ofSeconds(10));
  }

  /**
   * @param patience how long work waits for its turn
   */
  OneAtATime(Duration patience) {
    this.patience = patience;
  }

  /**
   * Does work in its turn if it takes long, else at once.
   *
   * @throws ApiException 503 if others take too long
   */
  public <T> T runIf(boolean takesLong, Supplier<T> work) {
    return takesLong ? run(work) : work.get();
  }

  /**
   * Does work in its turn.
   *
   * @throws ApiException 503 if others take too long
   */
  public <T> T run(Supplier<T> work) {
    Waits.acquire(
        turn,
        1,
        patience,
        () ->
            ApiException.unavailable(
                "Other requests of this kind take long. Try again in a moment.", RETRY_AFTER));
    try {
      return work.get();
    } finally {
      turn.release();
    }
  }
}
