// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.http.Connections.Ends;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The connections that give their place to new ones, the longest idle first. To look through all of
 * them for each new one would take the thread that accepts too long, so one look finds some. Used
 * by that thread alone.
 */
final class SpareConnections {
  /** How many one look finds. */
  private static final int AT_ONCE = 64;

  /** How long it is remembered that a look found none, in nanoseconds. */
  private static final long NONE_FOR = 20_000_000;

  /** The most addresses for which something is remembered. */
  private static final int MOST_ADDRESSES = 64;

  private final Map<Ends, Connection> open;
  private final long leastIdle;
  private final Map<String, Found> found = new HashMap<>();

  /**
   * @param open all connections, which may change meanwhile
   * @param leastIdle the nanoseconds that a connection is kept at least
   */
  SpareConnections(Map<Ends, Connection> open, long leastIdle) {
    this.open = open;
    this.leastIdle = leastIdle;
  }

  /**
   * Returns the next connection to be ended.
   *
   * @param address empty for one of any address
   */
  Optional<Spare> next(String address) {
    long now = System.nanoTime();
    if (found.size() > MOST_ADDRESSES) {
      found.clear();
    }
    Found known = found.get(address);
    Optional<Spare> next = known == null ? Optional.empty() : known.next(this::isStillSpare);
    if (next.isPresent() || (known != null && known.foundNone && now - known.at < NONE_FOR)) {
      return next;
    }
    Found anew = look(address, now);
    found.put(address, anew);
    return anew.next(this::isStillSpare);
  }

  private boolean isStillSpare(Spare spare) {
    return open.get(spare.ends) == spare.connection // The very one, and not another of these ends.
        && spare.connection.isSpare()
        && spare.connection.since() == spare.since;
  }

  private Found look(String address, long now) {
    Deque<Spare> spare = new ArrayDeque<>();
    open.entrySet().stream()
        .map(entry -> new Spare(entry.getKey(), entry.getValue(), entry.getValue().since()))
        .filter(each -> each.connection.isSpare() && now - each.since >= leastIdle)
        .filter(each -> address.isEmpty() || each.connection.address().equals(address))
        .sorted(Comparator.comparingLong((Spare each) -> now - each.since).reversed())
        .limit(AT_ONCE)
        .forEach(spare::add);
    return new Found(spare, now, spare.isEmpty());
  }

  /**
   * A connection that waits for its client.
   *
   * @param since when it began to wait
   */
  record Spare(Ends ends, Connection connection, long since) {}

  /** What a look found. */
  private record Found(Deque<Spare> spare, long at, boolean foundNone) {
    Optional<Spare> next(Predicate<Spare> still) {
      Spare next = spare.poll();
      while (next != null && !still.test(next)) {
        next = spare.poll();
      }
      return Optional.ofNullable(next);
    }
  }
}
