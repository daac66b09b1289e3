// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

/**
 * One direction of a connection: how many bytes moved in it, and how long the server waited for
 * that. The connection's thread writes; the thread that watches the deadlines reads.
 */
final class Transfer {
  private volatile long waitingSince;
  private volatile long waited;
  private volatile long bytes;

  /** Begins a wait for the client. */
  void begin(long now) {
    waitingSince = now == 0 ? 1 : now;
  }

  /** Ends a wait, in which so many bytes moved. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  void end(long now, long moved) {
    waited += now - waitingSince;
    bytes += moved;
    waitingSince = 0;
  }

  /** Starts again, for another request. */
  void reset() {
    waited = 0;
    bytes = 0;
  }

  /** Tells whether the server waits now, and has waited too long for what moved. */
  boolean isLate(long now, ConnectionLimits.Deadlines deadlines) {
    long since = waitingSince;
    long allowed =
        deadlines.transfer().toNanos() + bytes * 1_000 / deadlines.bytesASecond() * 1_000_000;
    return since != 0 && waited + (now - since) > allowed;
  }
}
