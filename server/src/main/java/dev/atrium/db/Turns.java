// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A limit to how many threads use something at once. Whoever finds a place takes it, which is
 * cheap. Once somebody has waited for {@value #PATIENCE} ms, all are served in order of arrival,
 * until nobody has waited that long.
 */
final class Turns {
  private static final long PATIENCE = 20;

  private final Semaphore places;
  private final AtomicInteger late = new AtomicInteger();

  Turns(int places) {
    this.places = new Semaphore(places, true);
  }

  <T> T take(Supplier<T> work) {
    enter();
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  /** Tells whether all are served in order of arrival now. */
  boolean isLate() {
    return late.get() > 0;
  }

  private void enter() {
    if (!isLate() && places.tryAcquire()) {
      return; // Before those who wait, if there are any.
    }
    try {
      if (places.tryAcquire(PATIENCE, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("Interrupted while waiting for a connection", e);
    }
    late.incrementAndGet();
    try {
      places.acquireUninterruptibly();
    } finally {
      late.decrementAndGet();
    }
  }
}
