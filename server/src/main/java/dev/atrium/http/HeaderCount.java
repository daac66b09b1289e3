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

  /** What a read takes besides its bytes: clients may send one byte at a time. */
  static final int BYTES_OF_READ = 64;

  /** What came together with the request before, and may be of this one. */
  private final int early;

  private int bytes;
  private int lines;

  /** The bytes of the line that has not ended. */
  private int length;

  private boolean isEmpty;
  private boolean ended;

  HeaderCount() {
    this(new byte[0]);
  }

  /**
   * Begins to count a request whose first line came together with the request before it.
   *
   * @param together the last bytes that came. All of their lines count, for nothing tells where in
   *     them the request begins
   */
  HeaderCount(byte[] together) {
    int all = together.length;
    for (byte each : together) {
      all += each == '\n' ? BYTES_OF_LINE : 0;
    }
    this.early = all;
  }

  /** Adds bytes that came. Lines after the headers' end do not count: a body may have many. */
  void add(byte[] more) {
    bytes += more.length + BYTES_OF_READ;
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
    return early + bytes + lines * BYTES_OF_LINE;
  }
}
