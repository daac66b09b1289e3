// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;

/** What one account has of {@link AnswerMemory}: a turn for a large answer, and room for others. */
final class AccountRoom {
  /** For a large answer. */
  final Semaphore turn = new Semaphore(1, true);

  /** In KiB, for all others. */
  private final Semaphore room;

  /** The requests that wait for either. */
  final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param most the KiB for answers that are not large
   */
  AccountRoom(int most) {
    this.room = new Semaphore(most, true);
  }

  /** Takes room of the account's and of everybody's, or neither. */
  boolean tryTake(int more, Semaphore everybodys) {
    if (!room.tryAcquire(more)) {
      return false;
    }
    boolean taken = everybodys.tryAcquire(more);
    room.release(taken ? 0 : more);
    return taken;
  }

  /**
   * Takes room of both, one after the other.
   *
   * @param acquire waits for permits, or fails
   */
  void take(int more, Semaphore everybodys, ObjIntConsumer<Semaphore> acquire) {
    acquire.accept(room, more);
    boolean taken = false;
    try {
      acquire.accept(everybodys, more);
      taken = true;
    } finally {
      room.release(taken ? 0 : more);
    }
  }

  /** Gives room of both back. */
  void giveBack(int less, Semaphore everybodys) {
    room.release(less);
    everybodys.release(less);
  }
}
