// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TurnsTest {
  private final Turns turns = new Turns(1);
  private final List<String> order = new CopyOnWriteArrayList<>();

  private boolean take(String who) {
    return turns.take(() -> order.add(who));
  }

  @Test
  @Timeout(60)
  void whoHasWaited_comesBeforeWhoComesAgain() throws InterruptedException {
    Thread waiting = Thread.ofVirtual().unstarted(() -> take("waiting"));
    turns.take(() -> {
      waiting.start();
      while (!turns.isLate()) {
        Thread.onSpinWait();
      }
      return order.add("first");
    });
    take("again");
    waiting.join();
    assertThat(order).containsExactly("first", "waiting", "again");
    assertThat(turns.isLate()).isFalse();
  }

  @Test
  void aPlace_isFreeAgainAfterAFailure() {
    assertThat(
            catchThrowable(() ->
                turns.take(() -> {
                  throw new IllegalStateException();
                })))
        .isInstanceOf(IllegalStateException.class);
    assertThat(take("next")).isTrue();
  }
}
