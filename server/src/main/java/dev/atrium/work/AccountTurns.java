// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import dev.atrium.error.ApiException;
import dev.atrium.work.Turns.Turn;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Permits that accounts, and addresses of requests without one, take in turns: whoever had them for
 * the least time lately comes first. Nobody has more than a part of them, so that the others always
 * find some.
 */
public final class AccountTurns {
  private final Turns<Long, CountDownLatch> waiting;
  private final Duration patience;
  private final Supplier<ApiException> refusal;

  /** Numbers those who are nobody's request, each of whom counts by itself. */
  private final AtomicLong strangers = new AtomicLong();

  private int free;

  /**
   * @param permits how many work at once
   * @param mostOfOne how many of them one account has at once
   * @param mostWaiting how many wait at once
   * @param mostWaitingOfOne how many of them are one account's
   * @param patience how long one waits
   * @param refusal the exception if that is not enough
   */
  public AccountTurns(
      int permits,
      int mostOfOne,
      int mostWaiting,
      int mostWaitingOfOne,
      Duration patience,
      Supplier<ApiException> refusal) {
    this.waiting = new Turns<>(mostWaiting, mostWaitingOfOne, mostOfOne, true);
    this.free = permits;
    this.patience = patience;
    this.refusal = refusal;
  }

  /**
   * Does work with a permit.
   *
   * @throws ApiException the refusal if too much waits already, or others take too long; 503 if the
   *     server stops meanwhile
   */
  public <T> T run(Supplier<T> work) {
    long known = AnswerMemory.requester().owner();
    long owner = known == 0 ? Long.MIN_VALUE + strangers.incrementAndGet() : known;
    CountDownLatch turn = new CountDownLatch(1);
    if (!waiting.add(owner, turn)) {
      throw refusal.get();
    }
    letNext();
    await(owner, turn);
    long begun = System.nanoTime();
    try {
      return work.get();
    } finally {
      end(owner, System.nanoTime() - begun);
    }
  }

  private void await(long owner, CountDownLatch turn) {
    try {
      Waits.await(turn, patience, refusal);
    } catch (RuntimeException e) {
      if (!waiting.remove(owner, turn)) {
        end(owner, 0); // The turn came just now.
      }
      throw e;
    }
  }

  private synchronized void end(long owner, long nanos) {
    waiting.done(owner, nanos);
    free++;
    letNext();
  }

  private synchronized void letNext() {
    Turn<Long, CountDownLatch> next = free == 0 ? null : waiting.next();
    if (next != null) {
      free--;
      next.element().countDown();
    }
  }
}
