// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.concurrent.Semaphore;

/**
 * The processors' time that background work may take, shared in turns: work that takes hours lets
 * work that takes a moment pass.
 */
public final class SharedTime {
  /** The nanoseconds after which others have their turn. */
  private static final long TURN = 50_000_000L;

  private final Semaphore permits;

  /**
   * @param threads how many may work at once
   */
  public SharedTime(int threads) {
    this.permits = new Semaphore(threads, true);
  }

  /** Waits for a turn. Close it when the work ends. */
  public Turn take() {
    permits.acquireUninterruptibly();
    return new Turn();
  }

  /** A turn to work. It is used by one thread. */
  public final class Turn implements AutoCloseable {
    private long begun = System.nanoTime();

    /** Lets others have their turn, if this one has lasted and somebody waits. */
    public void pause() {
      if (System.nanoTime() - begun > TURN) {
        if (permits.hasQueuedThreads()) {
          permits.release();
          permits.acquireUninterruptibly();
        }
        begun = System.nanoTime();
      }
    }

    @Override
    public void close() {
      permits.release();
    }
  }
}
