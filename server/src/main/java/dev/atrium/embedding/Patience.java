// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import java.time.Duration;

/**
 * How long a service elsewhere is waited for.
 *
 * @param connect the time for a connection
 * @param query the time for a query, with all its attempts
 * @param passages the time for a request of passages, with all its attempts
 * @param attempts the attempts of one request
 * @param first the pause after the first attempt, unless the service asks for another; each further
 *     one is twice as long
 * @param longest the longest pause: a service that asks for more is not asked again
 */
record Patience(
    Duration connect,
    Duration query,
    Duration passages,
    int attempts,
    Duration first,
    Duration longest) {
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          5,
          Duration.ofMillis(500),
          Duration.ofSeconds(30));
}
