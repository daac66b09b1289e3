// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

/**
 * What the headers of one request take in memory, counted in the bytes that come. Helidon tells of
 * headers only when it has made objects of them. Used by one thread.
 */
final class HeaderCount {
  /** What a line takes besides its bytes: a name, a value and an entry of a map. */
  private static final int BYTES_OF_LINE = 256;

  private int bytes;
  private int lines;

  /** The bytes of the line that has not ended. */
  private int length;

  private boolean isEmpty;
  private boolean ended;

  /** Adds bytes that came. Lines after the headers' end do not count: a body may have many. */
  void add(byte[] more) {
    bytes += more.length;
    for (int i = 0; i < more.length && !ended; i++) {
      if (more[i] != '\n') {
        length++;
        isEmpty = length == 1 && more[i] == '\r';
      } else if (isEmpty && lines > 0) {
        ended = true;
      } else {
        lines++;
        length = 0;
        isEmpty = false;
      }
    }
  }

  /** Returns the number of lines, of which the first is the request's. */
  int lines() {
    return lines;
  }

  /** Returns the bytes of memory that the headers take. */
  int memory() {
    return bytes + lines * BYTES_OF_LINE;
  }
}
