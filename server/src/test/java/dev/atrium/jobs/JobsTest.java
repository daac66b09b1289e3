// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.jobs.JobStatus.State;
import dev.atrium.testing.EachDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What becomes of jobs: when they run, how often, and what is kept of it. */
@EachDatabase
class JobsTest extends JobTest {
  @Test
  void enqueue_inATransactionThatFails_leavesNothing() {
    assertThatThrownBy(() ->
            database.write(transaction -> {
              jobs.enqueue(transaction, KIND, "a", "");
              throw new IllegalStateException("after it");
            }))
        .hasMessageContaining("after it");
    assertThat(jobs.list(KIND, 10)).isEmpty();
  }

  @Test
  void enqueue_runsAtOnce_andLeavesNothing() throws InterruptedException {
    runner(run -> Outcome.DONE).start();
    enqueue("a", "input");
    assertThat(ended()).isEqualTo("input");
    awaitGone("a");
  }

  @Test
  void enqueue_twice_isOneJob_ofTheNewestInputAndTheEarlierTime() {
    enqueue("a", "old", START.plusSeconds(60));
    enqueue("a", "new", START.plusSeconds(90));
    assertThat(jobs.list(KIND, 10)).hasSize(1);
    assertThat(status("a").due()).isEqualTo(START.plusSeconds(60));
    JobRunner runner = runner(run -> Outcome.DONE);
    runner.pass(true);
    assertThat(ran).isEmpty();
    clock.set(START.plusSeconds(60));
    runner.pass(true);
    assertThat(ended()).isEqualTo("new");
  }

  @Test
  void enqueue_ofAJobThatRuns_runsOnceMoreAfterwards() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch enqueued = new CountDownLatch(1);
    AtomicBoolean running = new AtomicBoolean();
    JobRunner runner =
        runner(run -> {
          assertThat(running.getAndSet(true)).isFalse();
          begun.countDown();
          enqueued.await();
          running.set(false);
          return Outcome.DONE;
        });
    runner.start();
    enqueue("a", "first");
    begun.await();
    enqueue("a", "second");
    enqueue("a", "third");
    enqueued.countDown();
    assertThat(ended()).isEqualTo("first");
    assertThat(ended()).isEqualTo("third");
    awaitGone("a");
    assertThat(ran).isEmpty();
  }

  @Test
  void failure_isKept_andTriedAgainLaterEachTime() {
    JobRunner runner =
        runner(run -> {
          throw new IllegalStateException("attempt " + run.attempts() + "\0" + "x".repeat(2000));
        });
    enqueue("a", "");
    Duration before = Duration.ZERO;
    for (int attempt = 1; attempt <= 5; attempt++) {
      runner.pass(true);
      ended();
      JobStatus status = awaitState("a", State.WAITING);
      Duration wait = Duration.between(clock.instant(), status.due());
      assertThat(wait)
          .isGreaterThan(before)
          .isLessThanOrEqualTo(Duration.ofSeconds(10L << attempt));
      assertThat(status.attempts()).isEqualTo(attempt);
      assertThat(status.error()).contains("attempt " + attempt + "?x").hasSize(1000);
      clock.set(status.due());
      before = wait;
    }
  }

  @Test
  void progress_isReadable_whileItRuns_andAfterwards() throws InterruptedException {
    CountDownLatch said = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    JobRunner runner =
        runner(run -> {
          run.progress(10, "one of ten");
          run.progress(40, "four of ten");
          said.countDown();
          end.await();
          return new Outcome.Again(START.plusSeconds(60));
        });
    enqueue("a", "");
    runner.pass(true);
    said.await();
    runner.pass(true);
    assertThat(status("a").progress()).isEqualTo(new Progress(40, "four of ten"));
    end.countDown();
    ended();
    JobStatus status = awaitState("a", State.WAITING);
    assertThat(status.progress().percent()).isEqualTo(40);
    assertThat(status.due()).isEqualTo(START.plusSeconds(60));
    assertThat(status.attempts()).isZero();
  }

  @Test
  void recurring_runsOncePerPeriod_andAtOnceForAnotherSetting() {
    Duration hour = Duration.ofHours(1);
    runner(JobHandler.every(hour, "30 days", KIND, noting(run -> Outcome.DONE))).pass(true);
    assertThat(ended()).isEqualTo("30 days");
    assertThat(awaitState("", State.WAITING).due()).isEqualTo(START.plus(hour));
    JobRunner same = runner(JobHandler.every(hour, "30 days", KIND, noting(run -> Outcome.DONE)));
    same.pass(true);
    assertThat(status("").due()).isEqualTo(START.plus(hour));
    runner(JobHandler.every(hour, "7 days", KIND, noting(run -> Outcome.DONE))).pass(true);
    assertThat(ended()).isEqualTo("7 days");
    awaitState("", State.WAITING);
    clock.set(START.plus(hour));
    same.pass(true);
    assertThat(ended()).isEqualTo("7 days");
  }
}
