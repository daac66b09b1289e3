// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.error.ApiException;
import dev.atrium.testing.Latches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {
  private final OneAtATime work = new OneAtATime(Duration.ofMillis(1));

  @Test
  void work_isDoneOneAtATime() {
    String outer =
        work.run(() -> {
          assertThatThrownBy(() -> work.run(() -> "inner"))
              .isInstanceOfSatisfying(
                  ApiException.class,
                  refused -> {
                    assertThat(refused.code().status()).isEqualTo(503);
                    assertThat(refused.retryAfter()).isPositive();
                  });
          return "outer";
        });
    assertThat(outer).isEqualTo("outer");
    assertThat(work.run(() -> "next")).isEqualTo("next");
  }

  @Test
  void workThatFails_givesItsTurnBack() {
    assertThatThrownBy(() -> work.run(() -> Integer.parseInt("x")))
        .isInstanceOf(NumberFormatException.class);
    assertThat(work.run(() -> 1)).isEqualTo(1);
  }

  @Test
  void anAccount_isNotHeldUpByTheQueueOfAnother() throws Exception {
    OneAtATime patient = new OneAtATime(Duration.ofSeconds(30));
    AnswerMemory memory = new AnswerMemory();
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    List<FutureTask<?>> all = new ArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    all.add(waiting(memory, 1, () -> patient.run(() -> Latches.await(go))));
    for (int i = 0; i < 5; i++) {
      all.add(waiting(memory, 1, () -> patient.run(() -> order.add("much"))));
    }
    all.add(waiting(memory, 2, () -> patient.run(() -> order.add("little"))));
    go.countDown();
    for (FutureTask<?> each : all) {
      each.get();
    }
    assertThat(order.indexOf("little")).isLessThanOrEqualTo(1);
  }

  @Test
  void permits_areNeverAllOfOneAccount() throws Exception {
    AccountTurns turns =
        new AccountTurns(3, 2, 9, 9, Duration.ofSeconds(30), ApiException::notFound);
    AnswerMemory memory = new AnswerMemory();
    CountDownLatch go = new CountDownLatch(1);
    List<FutureTask<?>> all = new ArrayList<>();
    AtomicInteger atOnce = new AtomicInteger();
    for (int i = 0; i < 4; i++) {
      all.add(
          waiting(
              memory, 1, () -> turns.run(() -> atOnce.incrementAndGet() > 0 && Latches.await(go))));
    }
    assertThat(atOnce).hasValue(2);
    try (AnswerMemory.Share other = memory.share()) {
      other.requester().of(2);
      assertThat(other.<String>call(() -> turns.run(() -> "other"))).isEqualTo("other");
    }
    assertThat(turns.<String>run(() -> "nobody known")).isEqualTo("nobody known");
    go.countDown();
    for (FutureTask<?> each : all) {
      each.get();
    }
  }

  /** Runs for an account on a thread of its own, and returns when that thread waits. */
  private static FutureTask<?> waiting(AnswerMemory memory, long account, Supplier<?> work) {
    FutureTask<?> task =
        new FutureTask<>(
            () -> {
              try (AnswerMemory.Share share = memory.share()) {
                share.requester().of(account);
                share.call(work);
              }
            },
            true);
    Thread thread = Thread.ofPlatform().start(task);
    while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
      Thread.onSpinWait();
    }
    return task;
  }
}
