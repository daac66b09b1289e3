// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.bridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a stream, each as the bytes before its end. */
final class Lines {
  private static final int BUFFER = 64 * 1024;

  /** The most bytes that are kept of a line. */
  private final int most;

  private final InputStream input;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;

  Lines(InputStream input, int most) {
    this.input = input;
    this.most = most;
  }

  /**
   * Reads the next line. A line of more than the most bytes is cut after one byte too many.
   *
   * @return empty at the end of the stream
   */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean any = false;
    while (true) {
      if (at == end) {
        at = 0;
        end = Math.max(0, input.read(buffer));
        if (end == 0) {
          return any ? Optional.of(line.toByteArray()) : Optional.empty();
        }
      }
      any = true;
      int start = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, start, Math.min(at - start, most + 1 - line.size()));
      if (at < end) {
        at++;
        return Optional.of(line.toByteArray());
      }
    }
  }
}
