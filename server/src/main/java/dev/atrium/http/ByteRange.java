// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes that a Range header asks for (RFC 9110 §14).
 *
 * @param from the first byte
 * @param count how many; 0 for a range that lies outside of the content, which is answered 416
 */
record ByteRange(long from, long count) {
  /** Longer numbers than these lie behind every content. */
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads a header.
   *
   * @param length of the whole content, in bytes
   * @return nothing for what is not a single range of bytes: the whole content is answered then
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

  /** Whether nothing of the content is in it. */
  boolean isEmpty() {
    return count == 0;
  }

  /** Writes it as a Content-Range header has it. */
  String contentRange(long length) {
    return "bytes %d-%d/%d".formatted(from, from + count - 1, length);
  }
}
