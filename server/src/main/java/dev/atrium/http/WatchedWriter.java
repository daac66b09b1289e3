// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/**
 * A connection's writer that writes in pieces, so that progress is seen. Each piece is a wait of
 * its own.
 */
record WatchedWriter(DataWriter helidons, Transfer out) implements DataWriter {
  private static final int PIECE = 256 * 1024;

  @Override
  public void write(BufferData... buffers) {
    write(BufferData.create(buffers));
  }

  @Override
  public void write(BufferData buffer) {
    writeNow(buffer);
  }

  @Override
  public void writeNow(BufferData... buffers) {
    writeNow(BufferData.create(buffers));
  }

  @Override
  public void writeNow(BufferData buffer) {
    while (buffer.available() > PIECE) {
      byte[] piece = new byte[PIECE];
      int length = buffer.read(piece, 0, PIECE);
      writePiece(BufferData.create(piece, 0, length), length);
    }
    writePiece(buffer, buffer.available());
  }

  private void writePiece(BufferData piece, int length) {
    out.begin(System.nanoTime());
    try {
      helidons.writeNow(piece);
    } finally {
      out.end(System.nanoTime(), length);
    }
  }

  @Override
  public void flush() {
    helidons.flush();
  }

  @Override
  public void close() {
    helidons.close();
  }
}
