// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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
    await(() -> from.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS), refusal);
  }

  /**
   * Waits for a turn, which is a latch that somebody opens.
   *
   * @param patience how long to wait
   * @param refusal the exception if it is not opened for so long
   * @throws ApiException the refusal; 503 if the server stops meanwhile
   */
  static void await(CountDownLatch turn, Duration patience, Supplier<ApiException> refusal) {
    await(() -> turn.await(patience.toMillis(), TimeUnit.MILLISECONDS), refusal);
  }

  private static void await(Wait wait, Supplier<ApiException> refusal) {
    try {
      if (!wait.succeeds()) {
        throw refusal.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.of(ErrorCode.UNAVAILABLE, "The server is stopping.");
    }
  }

  /** A wait that ends in time. */
  @FunctionalInterface
  private interface Wait {
    boolean succeeds() throws InterruptedException;
  }
}
