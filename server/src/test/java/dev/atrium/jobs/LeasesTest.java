// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.jobs.JobStatus.State;
import dev.atrium.testing.EachDatabase;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of jobs that run: who runs them, until when, and what stops them. */
@EachDatabase
class LeasesTest extends JobTest {
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

  /** Returns a runner of work that tells when it begins, and fails once it is stopped. */
  private JobRunner runnerUntilStopped(CountDownLatch begun) {
    return runner(run -> {
      begun.countDown();
      while (!run.isStopped()) {
        Thread.onSpinWait();
      }
      throw new IllegalStateException("stopped");
    });
  }

  @Test
  void close_givesBackWhatStops() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    JobRunner runner = runnerUntilStopped(begun);
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
    JobRunner runner = runnerUntilStopped(begun);
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
}
