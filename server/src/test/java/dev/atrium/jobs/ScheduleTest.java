// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration OFTEN = Duration.ofMillis(1);

  @Test
  void task_thatFails_goesOn_andHoldsNobodyUp() throws InterruptedException {
    CountDownLatch failures = new CountDownLatch(3);
    CountDownLatch never = new CountDownLatch(1);
    try (Schedule schedule = new Schedule()) {
      schedule.every(OFTEN, () -> await(never));
      schedule.every(
          OFTEN,
          () -> {
            failures.countDown();
            throw new IllegalStateException("on purpose");
          });
      assertThat(failures.await(30, TimeUnit.SECONDS)).isTrue();
      never.countDown();
    }
  }

  @Test
  void close_waitsForATaskUnderWay_andBeginsNoOther() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    Schedule schedule = new Schedule();
    schedule.every(
        OFTEN,
        () -> {
          runs.incrementAndGet();
          begun.countDown();
          Thread.onSpinWait();
          ended.set(true);
        });
    begun.await();
    schedule.close();
    int after = runs.get();
    assertThat(ended).isTrue();
    schedule.every(OFTEN, runs::incrementAndGet);
    assertThat(runs).hasValue(after);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
