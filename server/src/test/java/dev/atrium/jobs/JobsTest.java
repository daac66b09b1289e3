// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.db.Database;
import dev.atrium.jobs.JobStatus.State;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * What becomes of jobs. Time stands still unless it is set, and runners take jobs only when the
 * test has them pass, or when one is enqueued.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class JobsTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration HARDLY_EVER = Duration.ofDays(1);
  private static final JobKind KIND =
      new JobKind("test", 2, LEASE, new Backoff(Duration.ofSeconds(10), Duration.ofHours(1)));

  @Parameter Product product;
  private final SetClock clock = new SetClock(START);
  private final List<JobRunner> runners = new ArrayList<>();

  /** The inputs of the runs that ended. */
  private final BlockingQueue<String> ran = new ArrayBlockingQueue<>(100);

  private Database database;
  private Jobs jobs;

  @BeforeEach
  void open() {
    database = product.open();
    jobs = new Jobs(database, clock);
  }

  @AfterEach
  void close() {
    runners.forEach(JobRunner::close);
    database.close();
  }

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
  void leaseOfADeadRunner_runsOut_andTheJobRunsAgain() {
    enqueue("a", "");
    database.write(transaction ->
        JobStore.claim(transaction.handle(), "test", 1, "dead", START, START.plus(LEASE)));
    JobRunner runner = runner(run -> new Outcome.GivenUp("attempt " + run.attempts()));
    clock.set(START.plus(LEASE).minusMillis(1));
    runner.pass(true);
    assertThat(status("a").state()).isEqualTo(State.RUNNING);
    clock.set(START.plus(LEASE));
    runner.pass(true);
    ended();
    assertThat(awaitState("a", State.GIVEN_UP).error()).isEqualTo("attempt 2");
  }

  @Test
  void leaseIsRenewed_whileTheWorkRuns() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    JobRunner runner =
        runner(run -> {
          end.await();
          return Outcome.DONE;
        });
    JobRunner other = runner(run -> Outcome.DONE);
    enqueue("a", "");
    runner.pass(true);
    for (int step = 1; step <= 10; step++) {
      clock.set(START.plus(LEASE.multipliedBy(step).dividedBy(2)));
      runner.pass(false);
      other.pass(true);
    }
    assertThat(ran).isEmpty();
    end.countDown();
    ended();
    awaitGone("a");
  }

  @Test
  void lostLease_stopsTheRun_andItWritesNothingMore() throws InterruptedException {
    CountDownLatch lost = new CountDownLatch(1);
    BlockingQueue<Boolean> stopped = new ArrayBlockingQueue<>(1);
    JobRunner slow =
        runner(run -> {
          lost.await();
          assertThatThrownBy(() ->
                  database.write(transaction -> {
                    run.hold(transaction);
                    return true;
                  }))
              .hasMessageContaining("lost");
          stopped.add(run.isStopped());
          return Outcome.DONE;
        });
    CountDownLatch end = new CountDownLatch(1);
    JobRunner other =
        runner(run -> {
          end.await();
          return new Outcome.GivenUp("by the other");
        });
    enqueue("a", "");
    slow.pass(true);
    clock.set(START.plus(LEASE));
    other.pass(true);
    lost.countDown();
    assertThat(stopped.take()).isTrue();
    ended();
    assertThat(status("a").state()).isEqualTo(State.RUNNING);
    end.countDown();
    assertThat(awaitState("a", State.GIVEN_UP).error()).isEqualTo("by the other");
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
  void close_givesBackWhatStops() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    JobRunner runner =
        runner(run -> {
          begun.countDown();
          while (!run.isStopped()) {
            Thread.onSpinWait();
          }
          throw new IllegalStateException("stopped");
        });
    enqueue("a", "input");
    runner.pass(true);
    begun.await();
    runner.close();
    assertThat(status("a").state()).isEqualTo(State.WAITING);
    assertThat(status("a").attempts()).isZero();
    ran.clear();
    runner(run -> Outcome.DONE).pass(true);
    assertThat(ended()).isEqualTo("input");
  }

  @Test
  void cancel_ofAJobThatRuns_stopsIt_andItIsNotTriedAgain() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    JobRunner runner =
        runner(run -> {
          begun.countDown();
          while (!run.isStopped()) {
            Thread.onSpinWait();
          }
          throw new IllegalStateException("stopped");
        });
    enqueue("a", "");
    enqueue("b", "", START.plusSeconds(60));
    runner.pass(true);
    begun.await();
    cancel("a");
    cancel("b");
    clock.set(START.plus(LEASE.dividedBy(2)));
    runner.pass(false);
    awaitGone("a");
    assertThat(jobs.list(KIND, 10)).isEmpty();
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

  private JobRunner runner(Work work) {
    return runner(JobHandler.of(KIND, noting(work)));
  }

  private JobRunner runner(JobHandler handler) {
    JobRunner runner = new JobRunner(database, jobs, clock, List.of(handler), HARDLY_EVER);
    runners.add(runner);
    return runner;
  }

  private Work noting(Work work) {
    return run -> {
      try {
        return work.run(run);
      } finally {
        ran.add(run.input());
      }
    };
  }

  private void enqueue(String key, String input) {
    enqueue(key, input, clock.instant());
  }

  private void enqueue(String key, String input, Instant due) {
    database.write(transaction -> {
      jobs.enqueue(transaction, KIND, key, input, due);
      return true;
    });
  }

  private void cancel(String key) {
    database.write(transaction -> {
      jobs.cancel(transaction, KIND, key);
      return true;
    });
  }

  private String ended() {
    try {
      String input = ran.poll(30, TimeUnit.SECONDS);
      assertThat(input).as("a run that ended").isNotNull();
      return String.valueOf(input);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JobStatus status(String key) {
    return jobs.find(KIND, key).orElseThrow();
  }

  /** Reads until what became of a run that just ended is stored. */
  private JobStatus awaitState(String key, State state) {
    JobStatus status = status(key);
    while (status.state() != state) {
      status = status(key);
    }
    return status;
  }

  private void awaitGone(String key) {
    while (jobs.find(KIND, key).isPresent()) {
      Thread.onSpinWait();
    }
  }
}
