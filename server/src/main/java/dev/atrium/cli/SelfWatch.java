// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.http.SelfCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The watch of a process on its own server: when to ask it, and when to give it up. */
final class SelfWatch {
  /** A server under load answers within a second; one that misses three of these has hung. */
  static final SelfWatch STANDARD = new SelfWatch(Duration.ofSeconds(5), Duration.ofSeconds(10), 3);

  private final Duration every;
  private final Duration patience;
  private final int most;
  private int missed;

  /**
   * Makes a watch.
   *
   * @param every the time between two questions
   * @param patience how long an answer may take
   * @param most how many questions in a row go without an answer before the server is given up
   */
  SelfWatch(Duration every, Duration patience, int most) {
    this.every = every;
    this.patience = patience;
    this.most = most;
  }

  Duration every() {
    return every;
  }

  /** Asks once, and returns why the server is to be given up, if it is. */
  Optional<String> look(Function<Duration, SelfCheck.Outcome> server) {
    return switch (ask(server)) {
      case ANSWERED -> {
        missed = 0;
        yield Optional.empty();
      }
      case REFUSED -> Optional.of("it no longer takes connections or writes");
      case NOT_ANSWERED ->
          ++missed < most
              ? Optional.empty()
              : Optional.of(
                  "it takes connections, but did not answer %d times within %d s"
                      .formatted(missed, patience.toSeconds()));
    };
  }

  /**
   * Asks. A server without memory gets no further than not to answer, and must still be watched.
   */
  private SelfCheck.Outcome ask(Function<Duration, SelfCheck.Outcome> server) {
    try {
      return server.apply(patience);
    } catch (OutOfMemoryError e) {
      return SelfCheck.Outcome.NOT_ANSWERED;
    }
  }
}
