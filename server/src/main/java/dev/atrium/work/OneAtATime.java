// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import dev.atrium.error.ApiException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Work that takes its thread's carrier, and perhaps a reader of the database, for seconds. It is
 * done one at a time, so that one carrier at most is taken. Accounts take turns.
 */
public final class OneAtATime {
  private static final int MOST_WAITING = 256;
  private static final int MOST_WAITING_OF_ONE = 64;

  /** The seconds after which a client may ask again. */
  private static final int RETRY_AFTER = 10;

  private final AccountTurns turns;

  public OneAtATime() {
    this(Duration.ofSeconds(10));
  }

  /**
   * @param patience how long work waits for its turn
   */
  OneAtATime(Duration patience) {
    this.turns =
        new AccountTurns(
            1,
            1,
            MOST_WAITING,
            MOST_WAITING_OF_ONE,
            patience,
            () ->
                ApiException.unavailable(
                    "Other requests of this kind take long. Try again in a moment.", RETRY_AFTER));
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
   * @throws ApiException 503 if others take too long, or too much waits already
   */
  public <T> T run(Supplier<T> work) {
    return turns.run(work);
  }
}
