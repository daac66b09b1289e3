// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The bytes of a connection, with a first request of HTTP/1.0 made into one of HTTP/1.1 that ends
 * its connection. Helidon refuses HTTP/1.0, which nginx speaks to servers unless told otherwise. A
 * request needs a Host, as nginx sends one.
 */
final class Http10 implements Supplier<byte[]> {
  private static final byte[] OLD = " HTTP/1.0\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NEW =
      " HTTP/1.1\r\nConnection: close\r\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * The most bytes that are searched for the end of the first line; Helidon takes no longer one.
   */
  private static final int LONGEST = HttpServer.MAX_REQUEST_LINE;

  private final Supplier<byte[]> source;
  private boolean begun;

  Http10(Supplier<byte[]> source) {
    this.source = source;
  }

  @Override
  @SuppressWarnings("NullAway") // Helidon expects null at the end of the stream.
  public byte[] get() {
    if (begun) {
      return source.get();
    }
    begun = true;
    byte[] first = source.get();
    while (first != null && first.length < LONGEST && lineEnd(first) < 0) {
      byte[] more = source.get();
      if (more == null) {
        return first;
      }
      first = joined(first, more);
    }
    return first == null ? null : renewed(first);
  }

  private static byte[] renewed(byte[] bytes) {
    int start = lineEnd(bytes) + 1 - OLD.length;
    if (start < 0 || !Arrays.equals(bytes, start, start + OLD.length, OLD, 0, OLD.length)) {
      return bytes;
    }
    byte[] line = joined(Arrays.copyOf(bytes, start), NEW);
    byte[] rest = Arrays.copyOfRange(bytes, start + OLD.length, bytes.length);
    return joined(line, rest);
  }

  private static int lineEnd(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
