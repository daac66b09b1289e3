// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/**
 * Bytes that are worked on piece by piece. Virtual threads are not preempted: between two pieces of
 * something large, the thread lets the others of its carrier run.
 */
public final class Pieces {
  /**
   * The size in bytes of a piece. On a single processor threads that yield often pass by those that
   * have just been woken, so it is larger there (RATIONALE 10.7).
   */
  private static final int PIECE =
      (Runtime.getRuntime().availableProcessors() == 1 ? 256 : 32) * 1024;

  /** After so many pieces the thread sleeps: a carrier may choose a thread that yields again. */
  private static final int SLEEP_AFTER = 8;

  private Pieces() {}

  /**
   * Lets the other threads of the carrier run.
   *
   * @param piece how many pieces are done
   */
  @SuppressWarnings("ThreadPriorityCheck") // Its only use is to be fair; nothing relies on it.
  public static void letOthersRun(int piece) {
    if (piece % SLEEP_AFTER == 0) {
      LockSupport.parkNanos(1);
    } else {
      Thread.yield();
    }
  }

  /** Bytes that are read. */
  public static final class In extends ByteArrayInputStream {
    private int next = PIECE;
    private int pieces;

    public In(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      int read = super.read(into, offset, length);
      if (pos > next) {
        next = pos + PIECE;
        pieces++;
        letOthersRun(pieces);
      }
      return read;
    }
  }

  /** Bytes that are written. */
  public static final class Out extends FilterOutputStream {
    private int ofPiece;
    private int pieces;

    public Out(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      ofPiece += length;
      if (ofPiece > PIECE) {
        ofPiece = 0;
        pieces++;
        letOthersRun(pieces);
      }
    }
  }
}
