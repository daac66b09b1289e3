// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.db.Database;
import dev.atrium.jobs.JobStatus.State;
import dev.atrium.testing.Product;
import dev.atrium.testing.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/**
 * A database with jobs. Time stands still unless it is set, and runners take jobs only when the
 * test has them pass, or when one is enqueued.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
abstract class JobTest {
  static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration HARDLY_EVER = Duration.ofDays(1);
  static final JobKind KIND =
      new JobKind("test", 2, LEASE, new Backoff(Duration.ofSeconds(10), Duration.ofHours(1)));

  @Parameter Product product;
  final SetClock clock = new SetClock(START);
  private final List<JobRunner> runners = new ArrayList<>();

  /** The inputs of the runs that ended. */
  final BlockingQueue<String> ran = new ArrayBlockingQueue<>(100);

  Database database;
  Jobs jobs;

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

  JobRunner runner(Work work) {
    return runner(JobHandler.of(KIND, noting(work)));
  }

  JobRunner runner(JobHandler handler) {
    JobRunner runner = new JobRunner(database, jobs, clock, List.of(handler), HARDLY_EVER);
    runners.add(runner);
    return runner;
  }

  Work noting(Work work) {
    return run -> {
      try {
        return work.run(run);
      } finally {
        ran.add(run.input());
      }
    };
  }

  void enqueue(String key, String input) {
    enqueue(key, input, clock.instant());
  }

  void enqueue(String key, String input, Instant due) {
    database.write(transaction -> {
      jobs.enqueue(transaction, KIND, key, input, due);
      return true;
    });
  }

  void cancel(String key) {
    database.write(transaction -> {
      jobs.cancel(transaction, KIND, key);
      return true;
    });
  }

  String ended() {
    try {
      String input = ran.poll(30, TimeUnit.SECONDS);
      assertThat(input).as("a run that ended").isNotNull();
      return String.valueOf(input);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JobStatus status(String key) {
    return jobs.find(KIND, key).orElseThrow();
  }

  /** Reads until what became of a run that just ended is stored. */
  JobStatus awaitState(String key, State state) {
    JobStatus status = status(key);
    while (status.state() != state) {
      status = status(key);
    }
    return status;
  }

  void awaitGone(String key) {
    while (jobs.find(KIND, key).isPresent()) {
      Thread.onSpinWait();
    }
  }
}
