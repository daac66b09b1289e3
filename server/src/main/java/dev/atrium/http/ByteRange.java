// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes that a Range header requests (RFC 9110 §14).
 *
 * @param from the first byte
 * @param count the number of bytes; 0 for a range outside of the content, which is answered with
 *     416
 */
record ByteRange(long from, long count) {
  /**
   * One range. Numbers have at most 18 digits, so that they fit a long; longer ones lie beyond any
   * content.
   */
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads a header.
   *
   * @param length the length of the whole content in bytes
   * @return empty if the header is not a single range of bytes; the whole content is then the
   *     answer
   */
  static Optional<ByteRange> of(String header, long length) {
    Matcher matcher = ONE.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(last), length));
    }
    long from = Long.parseLong(first);
    if (last.isEmpty()) {
      return Optional.of(new ByteRange(from, Math.max(0, length - from)));
    }
    long to = Long.parseLong(last);
    return to < from
        ? Optional.empty()
        : Optional.of(new ByteRange(from, Math.max(0, Math.min(to + 1, length) - from)));
  }

  private static ByteRange suffix(long wanted, long length) {
    long count = Math.min(wanted, length);
    return new ByteRange(length - count, count);
  }

  /** Tells whether the range contains no byte of the content. */
  boolean isEmpty() {
    return count == 0;
  }

  /** Returns the range as the value of a Content-Range header. */
  String contentRange(long length) {
    return "bytes %d-%d/%d".formatted(from, from + count - 1, length);
  }
}
