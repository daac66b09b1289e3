// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final int SEED = 20_261_121;

  @Test
  void after_growsToTheLimit_andStaysThere() {
    Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofHours(1));
    Random random = new Random(SEED);
    Duration before = Duration.ZERO;
    for (int attempt = 1; attempt <= 9; attempt++) {
      Duration wait = backoff.after(attempt, random);
      assertThat(wait)
          .isBetween(Duration.ofSeconds(Math.min(1800, 5L << (attempt - 1))), Duration.ofHours(1));
      if (attempt < 9) {
        assertThat(wait).isGreaterThan(before);
      }
      before = wait;
    }
    assertThat(backoff.after(Integer.MAX_VALUE, random))
        .isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
  }
}
