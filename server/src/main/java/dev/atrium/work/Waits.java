// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for a turn or for room that end in time. */
public final class Waits {
  private Waits() {}

  /**
   * Takes permits as soon as there are enough.
   *
   * @param patience how long to wait
   * @param refusal the exception if there are too few for so long
   * @throws ApiException the refusal; 503 if the server stops meanwhile
   */
  public static void acquire(
      Semaphore from, int permits, Duration patience, Supplier<ApiException> refusal) {
    try {
      if (!from.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw refusal.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.of(ErrorCode.UNAVAILABLE, "The server is stopping.");
    }
  }
}
