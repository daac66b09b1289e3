// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The ids that answers and log lines share: unique within a process, and very unlikely to be the
 * same in two.
 */
final class RequestId {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String PROCESS =
      HEX.toHexDigits(ThreadLocalRandom.current().nextLong(), 8) + ":";
  private static final AtomicLong NEXT = new AtomicLong();

  private RequestId() {}

  static String next() {
    return PROCESS + HEX.toHexDigits(NEXT.incrementAndGet(), 8);
  }
}
