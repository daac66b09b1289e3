// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.time.Duration;

/**
 * One direction of a connection: how far the client is behind the slowest rate that is allowed. A
 * client that was faster gets no credit for it, or it could be silent for minutes afterwards. The
 * connection's thread writes; the thread that watches the deadlines reads.
 */
final class Transfer {
  private static final long SECOND = 1_000_000_000;

  private final int bytesASecond;
  private volatile long waitingSince;

  /** How much longer the server waited than what moved may take, in nanoseconds; never negative. */
  private volatile long behind;

  /**
   * @param bytesASecond the slowest rate
   */
  Transfer(int bytesASecond) {
    this.bytesASecond = bytesASecond;
  }

  /** Begins a wait for the client. */
  void begin(long now) {
    waitingSince = now == 0 ? 1 : now;
  }

  /** Ends a wait, in which so many bytes moved. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  void end(long now, long moved) {
    behind = Math.max(0, behind + now - waitingSince - moved * SECOND / bytesASecond);
    waitingSince = 0;
  }

  /** Starts again, for another request. */
  void reset() {
    behind = 0;
  }

  /** Tells whether the server waits now, and the client is further behind than it may be. */
  boolean isLate(long now, Duration most) {
    long since = waitingSince;
    return since != 0 && behind + now - since > most.toNanos();
  }
}
