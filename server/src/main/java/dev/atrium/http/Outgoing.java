// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The stream that a body is sent by. It counts what is sent, and tells a disconnected client from
 * content that cannot be read.
 */
final class Outgoing extends FilterOutputStream {
  private long bytes;
  private boolean clientGone;

  Outgoing(OutputStream out) {
    super(out);
  }

  /** Returns how many bytes were sent. */
  long bytes() {
    return bytes;
  }

  /** Tells whether the connection refused what was sent. */
  boolean isClientGone() {
    return clientGone;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    try {
      out.write(buffer, offset, length);
      bytes += length;
    } catch (IOException | RuntimeException e) {
      clientGone = true;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException | RuntimeException e) {
      clientGone = true;
      throw e;
    }
  }

  /**
   * Closes without a flush. {@link FilterOutputStream} would flush first, and end the answer even
   * if that failed.
   */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
