// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransferTest {
  private static final Duration MOST = Duration.ofSeconds(30);
  private static final int RATE = 1_000;

  private final Transfer transfer = new Transfer(RATE);

  private static long seconds(long count) {
    return count * 1_000_000_000;
  }

  private boolean isLateAt(long second) {
    return transfer.isLate(seconds(second), MOST);
  }

  @Test
  void silence_isLateAfterTheDeadline() {
    transfer.begin(seconds(1));
    assertThat(isLateAt(31)).isFalse();
    assertThat(isLateAt(32)).isTrue();
  }

  @Test
  void haste_earnsNoSilenceLater() {
    transfer.begin(seconds(1));
    transfer.end(seconds(2), 1_000 * RATE);
    transfer.begin(seconds(2));
    assertThat(isLateAt(32)).isFalse();
    assertThat(isLateAt(33)).isTrue();
  }

  @Test
  void theSlowestRate_isNeverLate() {
    for (int second = 1; second < 1_000; second++) {
      transfer.begin(seconds(second));
      assertThat(isLateAt(second + 1)).isFalse();
      transfer.end(seconds(second + 1), RATE);
    }
  }

  @Test
  void halfTheRate_isLateAfterTwiceTheDeadline() {
    for (int second = 1; second < 60; second++) {
      transfer.begin(seconds(second));
      assertThat(isLateAt(second + 1)).isFalse();
      transfer.end(seconds(second + 1), RATE / 2);
    }
    transfer.begin(seconds(60));
    assertThat(isLateAt(61)).isTrue();
  }

  @Test
  void nextRequest_startsAnew() {
    transfer.begin(seconds(1));
    transfer.end(seconds(30), 0);
    transfer.reset();
    transfer.begin(seconds(30));
    assertThat(isLateAt(60)).isFalse();
  }
}
