// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.concurrent.Semaphore;

/**
 * Bytes in memory that are worked on piece by piece. Virtual threads are not preempted: between two
 * pieces of something large, the thread lets the others of its carrier run.
 */
final class Pieces {
  private static final int PIECE = 32 * 1024;

  /**
   * The answers that may be made piece by piece at once. Each is in memory meanwhile, with all that
   * it is made from: sixty at once would fill the heap. Others are made in one go, as many as there
   * are carriers.
   */
  private static final Semaphore GENTLE =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

  private Pieces() {}

  @SuppressWarnings("ThreadPriorityCheck") // Its only use is to be fair; nothing relies on it.
  private static void letOthersRun() {
    Thread.yield();
  }

  /** Bytes that are read. */
  static final class In extends ByteArrayInputStream {
    private int next = PIECE;

    In(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      int read = super.read(into, offset, length);
      if (pos > next) {
        next = pos + PIECE;
        letOthersRun();
      }
      return read;
    }
  }

  /** Bytes that are written. */
  static final class Out extends ByteArrayOutputStream {
    private int next = PIECE;
    private boolean gentle;

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
      super.write(from, offset, length);
      if (count > next) {
        gentle |= next == PIECE && GENTLE.tryAcquire();
        next = count + PIECE;
        if (gentle) {
          letOthersRun();
        }
      }
    }

    /** Must follow the last write, or its failure. */
    void end() {
      if (gentle) {
        GENTLE.release();
      }
    }
  }

  /** Adds bytes to a digest. */
  static void update(MessageDigest digest, byte[] bytes) {
    boolean gentle = bytes.length > PIECE && GENTLE.tryAcquire();
    for (int from = 0; from < bytes.length; from += PIECE) {
      digest.update(bytes, from, Math.min(PIECE, bytes.length - from));
      if (gentle) {
        letOthersRun();
      }
    }
    if (gentle) {
      GENTLE.release();
    }
  }
}
