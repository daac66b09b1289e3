// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.testing.Latches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where heavy work is done, in which order, and when it ends. */
class HeavyWorkTest {
  private final ExecutorService requesters = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean gone = new AtomicBoolean();

  @AfterEach
  void close() {
    requesters.shutdownNow();
  }

  private HeavyWork place(int waiting, int ofOne, Duration most) {
    return new HeavyWork(1, waiting, ofOne, most, gone::get);
  }

  private static boolean endless(Deadline deadline) {
    while (true) {
      deadline.check();
    }
  }

  private static void isUnavailable(Throwable e) {
    assertThat(e)
        .isInstanceOfSatisfying(
            ApiException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
              assertThat(refusal.retryAfter()).isPositive();
            });
  }

  @Test
  void run_isOnAPlatformThread_andGivesWhatTheWorkGave() throws Exception {
    try (HeavyWork heavy = place(1, 1, Duration.ofHours(1))) {
      assertThat(
              requesters.submit(() -> heavy.run(1, d -> Thread.currentThread().isVirtual())).get())
          .isFalse();
      assertThatThrownBy(() ->
              heavy.run(
                  1,
                  deadline -> {
                    throw new IOException("the disk");
                  }))
          .isInstanceOf(IOException.class)
          .hasMessage("the disk");
      assertThatThrownBy(() ->
              heavy.run(
                  1,
                  deadline -> {
                    throw new StackOverflowError();
                  }))
          .isInstanceOf(StackOverflowError.class);
    }
  }

  @Test
  void run_pastTheDeadline_endsTheWork() {
    AtomicBoolean ended = new AtomicBoolean();
    try (HeavyWork heavy = place(1, 1, Duration.ofSeconds(2))) {
      assertThatThrownBy(() ->
              heavy.run(
                  1,
                  deadline -> {
                    try {
                      return endless(deadline);
                    } finally {
                      ended.set(true);
                    }
                  }))
          .satisfies(HeavyWorkTest::isUnavailable);
      assertThat(ended).as("whether the work had ended before the requester went on").isTrue();
    }
  }

  @Test
  void run_forAClientThatHasGone_endsTheWork() {
    AtomicBoolean ended = new AtomicBoolean();
    try (HeavyWork heavy = place(1, 1, Duration.ofHours(1))) {
      assertThatThrownBy(() ->
              heavy.run(
                  1,
                  deadline -> {
                    gone.set(true);
                    try {
                      return endless(deadline);
                    } finally {
                      ended.set(true);
                    }
                  }))
          .satisfies(HeavyWorkTest::isUnavailable);
      assertThat(ended).isTrue();
    }
  }

  @Test
  void run_thatStillWaitsAtItsDeadline_neverBegins() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean second = new AtomicBoolean();
    try (HeavyWork heavy = place(1, 1, Duration.ofSeconds(2))) {
      Future<Boolean> first =
          requesters.submit(() ->
              heavy.run(
                  1,
                  deadline -> {
                    begun.countDown();
                    return Latches.await(goOn);
                  }));
      Latches.await(begun);
      assertThatThrownBy(() ->
              heavy.run(
                  2,
                  deadline -> {
                    second.set(true);
                    return true;
                  }))
          .satisfies(HeavyWorkTest::isUnavailable);
      goOn.countDown();
      assertThat(first.get()).isTrue();
      assertThat(second).isFalse();
    }
  }

  /** Does an owner's work, which goes on until it may end. */
  private static boolean hold(
      HeavyWork heavy, long owner, CountDownLatch begun, CountDownLatch goOn) throws IOException {
    return heavy.run(
        owner,
        deadline -> {
          begun.countDown();
          return Latches.await(goOn);
        });
  }

  @Test
  void run_withAFullQueue_isRefusedAtOnce_andOwnersAreServedInTurn() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Long> order = Collections.synchronizedList(new ArrayList<>());
    try (HeavyWork heavy = place(4, 3, Duration.ofHours(1))) {
      List<Future<?>> all = new ArrayList<>();
      all.add(requesters.submit(() -> hold(heavy, 9, begun, goOn)));
      Latches.await(begun);
      for (int waiting = 1; waiting <= 3; waiting++) {
        all.add(requesters.submit(() -> heavy.run(1, deadline -> order.add(1L))));
        awaitWaiting(heavy, waiting);
      }
      assertThatThrownBy(() -> heavy.run(1, deadline -> true))
          .as("a fourth of one owner")
          .satisfies(HeavyWorkTest::isUnavailable);
      all.add(requesters.submit(() -> heavy.run(2, deadline -> order.add(2L))));
      awaitWaiting(heavy, 4);
      assertThatThrownBy(() -> heavy.run(3, deadline -> true))
          .as("a fifth of all")
          .satisfies(HeavyWorkTest::isUnavailable);
      goOn.countDown();
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(order).containsExactly(1L, 2L, 1L, 1L);
    }
  }

  @Test
  void run_forOneOwner_leavesAThreadToTheOthers() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (HeavyWork heavy = new HeavyWork(2, 9, 9, Duration.ofHours(1), gone::get)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        all.add(requesters.submit(() -> hold(heavy, 1, begun, goOn)));
      }
      Latches.await(begun);
      awaitWaiting(heavy, 2);
      assertThat(requesters.submit(() -> heavy.run(2, deadline -> true)).get(30, TimeUnit.SECONDS))
          .isTrue();
      goOn.countDown();
      succeed(all);
    }
  }

  @Test
  void run_forOneAccount_isBoundedOverAllRepositories_andLeavesAThreadToTheOthers()
      throws Exception {
    AnswerMemory memory = new AnswerMemory();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (HeavyWork heavy = new HeavyWork(2, 9, 2, Duration.ofHours(1), gone::get)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int repository = 1; repository <= 3; repository++) {
        long id = repository;
        all.add(requesters.submit(() -> as(memory, 7, () -> hold(heavy, id, begun, goOn))));
        Latches.await(begun);
        awaitWaiting(heavy, repository - 1);
      }
      assertThatThrownBy(() -> as(memory, 7, () -> heavy.run(4, deadline -> true)))
          .as("a third of one account that waits, on a repository of its own")
          .satisfies(HeavyWorkTest::isUnavailable);
      assertThat(
              requesters
                  .submit(() -> as(memory, 8, () -> heavy.run(1, deadline -> true)))
                  .get(30, TimeUnit.SECONDS))
          .isTrue();
      goOn.countDown();
      succeed(all);
    }
  }

  /** Does what a request of an account does. */
  private static boolean as(AnswerMemory memory, long account, Work work) {
    try (AnswerMemory.Share share = memory.share()) {
      share.requester().of(account);
      return share.call(() -> {
        try {
          return work.run();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }

  @FunctionalInterface
  private interface Work {
    boolean run() throws IOException;
  }

  @Test
  void run_servesFirstWhoTookLeastTime() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Long> order = Collections.synchronizedList(new ArrayList<>());
    try (HeavyWork heavy = place(9, 9, Duration.ofHours(1))) {
      for (long busy = 1; busy <= 2; busy++) {
        heavy.run(busy, deadline -> spin());
      }
      List<Future<?>> all = new ArrayList<>();
      all.add(requesters.submit(() -> hold(heavy, 9, begun, goOn)));
      Latches.await(begun);
      for (long owner = 1; owner <= 3; owner++) {
        long id = owner;
        all.add(requesters.submit(() -> heavy.run(id, deadline -> order.add(id))));
        awaitWaiting(heavy, (int) owner);
      }
      goOn.countDown();
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(order).first().isEqualTo(3L);
    }
  }

  /** Works for a while. */
  private static boolean spin() {
    long end = System.nanoTime() + 50_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return true;
  }

  private static void succeed(List<Future<Boolean>> all) throws Exception {
    for (Future<Boolean> one : all) {
      assertThat(one.get()).isTrue();
    }
  }

  private static void awaitWaiting(HeavyWork heavy, int count) {
    while (heavy.waiting() < count) {
      Thread.onSpinWait();
    }
  }
}
