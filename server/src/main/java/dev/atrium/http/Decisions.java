// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.DecideAgain;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The answers of one request that wait for a second decision. A read that took its time is decided
 * on once more before its answer is sent: the decision or the read may have waited for a turn, long
 * enough for others to take the right away and then to write what it read.
 */
final class Decisions {
  /**
   * How long a body may take to come, or a read to be answered, before the request is decided on
   * again: less than anybody can make use of, and more than well-behaved clients take.
   */
  static final Duration MOST_WAIT = Duration.ofMillis(50);

  private final Map<Object, Kept> kept = new HashMap<>();
  private long begun;

  /** Begins to count: the handler is called. */
  void begin() {
    begun = System.nanoTime();
  }

  /**
   * Answers a read.
   *
   * @param question what tells it from other reads of the request
   * @param grounds all that the answer depends on of the decision. If a second one has other
   *     grounds, the answer is read again
   * @throws DecideAgain if the read took its time
   */
  <T> T read(Object question, Class<T> type, Object grounds, Supplier<T> read) {
    Kept known = kept.get(question);
    if (known != null && known.grounds().equals(grounds)) {
      return type.cast(known.answer());
    }
    T answer = read.get();
    if (System.nanoTime() - begun > MOST_WAIT.toNanos()) {
      kept.put(question, new Kept(grounds, answer));
      throw new DecideAgain();
    }
    return answer;
  }

  private record Kept(Object grounds, Object answer) {}
}
