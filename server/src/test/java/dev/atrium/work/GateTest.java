// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Gate gate = new Gate();
  private final List<Thread> threads = new ArrayList<>();

  /** Starts a thread and returns once it waits. */
  private Thread waiting(long owner) {
    Thread thread = Thread.ofPlatform().daemon().start(() -> gate.pass(owner));
    threads.add(thread);
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }

  @AfterEach
  void open() throws InterruptedException {
    gate.open();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void ownersTakeTurns() throws InterruptedException {
    Thread first = waiting(1);
    Thread second = waiting(1);
    Thread third = waiting(1);
    Thread other = waiting(2);
    assertThat(gate.letPass(2)).isTrue();
    first.join();
    other.join();
    assertThat(second.isAlive()).isTrue();
    assertThat(third.isAlive()).isTrue();
    assertThat(gate.letPass(1)).isTrue();
    second.join();
    assertThat(gate.letPass(8)).isFalse();
    third.join();
    gate.pass(1); // Nobody waited any more, so it is open.
  }

  @Test
  void onceItIsOpen_nobodyWaits() throws InterruptedException {
    Thread early = waiting(1);
    gate.open();
    early.join();
    gate.pass(1);
    assertThat(gate.letPass(1)).isFalse();
  }
}
