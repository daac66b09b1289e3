// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A connection's writer that writes in pieces, so that progress is seen. Each piece is a wait of
 * its own. Used by one thread.
 */
final class WatchedWriter implements DataWriter {
  private static final int PIECE = 256 * 1024;

  /** The most bytes of a head and a body that leave in one write. */
  private static final int TOGETHER = 16 * 1024;

  /** Buffers that are in the processor's cache, unlike new ones. */
  private static final BlockingQueue<byte[]> SPARE = new ArrayBlockingQueue<>(32);

  private static final byte[] NOTHING = {};

  private final DataWriter helidons;
  private final Transfer out;
  private byte[] body = NOTHING;

  WatchedWriter(DataWriter helidons, Transfer out) {
    this.helidons = helidons;
    this.out = out;
  }

  /**
   * Sends an answer whose body follows its head in the same write. Helidon would write both into a
   * buffer that has room for headers of 256 bytes, and is made anew at twice the size for ours.
   *
   * @param head writes the head, with the length of the body
   */
  void send(byte[] body, Runnable head) {
    this.body = body;
    try {
      head.run();
    } finally {
      this.body = NOTHING;
    }
  }

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
    byte[] after = body;
    body = NOTHING;
    int head = buffer.available();
    if (after.length == 0 || head > TOGETHER) {
      writeAll(buffer);
      writeAll(BufferData.create(after));
      return;
    }
    int together = Math.min(TOGETHER - head, after.length);
    byte[] spare = SPARE.poll();
    byte[] bytes = spare == null ? new byte[TOGETHER] : spare;
    buffer.read(bytes, 0, head);
    System.arraycopy(after, 0, bytes, head, together);
    writePiece(BufferData.create(bytes, 0, head + together), head + together);
    SPARE.offer(bytes);
    writeAll(BufferData.create(after, together, after.length - together));
  }

  private void writeAll(BufferData buffer) {
    while (buffer.available() > PIECE) {
      byte[] piece = new byte[PIECE];
      int length = buffer.read(piece, 0, PIECE);
      writePiece(BufferData.create(piece, 0, length), length);
    }
    if (buffer.available() > 0) {
      writePiece(buffer, buffer.available());
    }
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
