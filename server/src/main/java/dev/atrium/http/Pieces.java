// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Bytes that are worked on piece by piece. Virtual threads are not preempted: between two pieces of
 * something large, the thread lets the others of its carrier run.
 */
final class Pieces {
  private static final int PIECE = 32 * 1024;

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
  static final class Out extends FilterOutputStream {
    private int ofPiece;

    Out(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      ofPiece += length;
      if (ofPiece > PIECE) {
        ofPiece = 0;
        letOthersRun();
      }
    }
  }
}
