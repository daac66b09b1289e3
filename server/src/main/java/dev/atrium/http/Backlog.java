// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections that were accepted and that no thread serves yet. A TLS handshake is served, too,
 * however long its client is silent. While the server is late, each address has its share of them:
 * who connects again and again is refused, which costs little, and who connects once waits for few
 * others.
 */
final class Backlog {
  /** The number up to which nobody is refused: some twenty milliseconds' work. */
  static final int MOST = 128;

  /** The number for {@value #FEW} addresses at most, as of a load test or of clients behind NAT. */
  static final int MOST_OF_FEW = 1024;

  private static final int FEW = 4;

  private final Lateness lateness;
  private final Map<String, Integer> ofAddress = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();

  Backlog(Lateness lateness) {
    this.lateness = lateness;
  }

  /** Tells whether one more connection of an address may wait. */
  boolean hasRoom(String address) {
    if (size.get() < MOST || !lateness.isRecent()) {
      return true;
    }
    int addresses = Math.max(1, ofAddress.size());
    int share = Math.max(1, (addresses <= FEW ? MOST_OF_FEW : MOST) / addresses);
    return ofAddress.getOrDefault(address, 0) < share;
  }

  /** Counts a connection that was accepted. */
  void add(String address) {
    ofAddress.merge(address, 1, Integer::sum);
    size.incrementAndGet();
  }

  /** No longer counts a connection, which is served now or has ended. */
  void remove(String address) {
    ofAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    size.decrementAndGet();
  }
}
