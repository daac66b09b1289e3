// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.db.Database;
import dev.atrium.db.PostgresDatabase;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Runners beside each other: each on connections of its own where the database can be shared. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class TwoRunnersTest {
  private static final int MANY = 400;
  private static final JobKind KIND = JobKind.of("test", 4);

  @Parameter Product product;

  @Test
  void jobs_ofTwoRunners_runOnceEach_andNeverTwoOfOneAtATime() throws InterruptedException {
    Optional<String> url = product.freshUrl();
    if (url.isPresent()) {
      try (Database first = PostgresDatabase.open(url.get(), 8);
          Database second = PostgresDatabase.open(url.get(), 8)) {
        run(first, second);
      }
    } else {
      try (Database only = product.open()) {
        run(only, only);
      }
    }
  }

  private static void run(Database first, Database second) throws InterruptedException {
    Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    Set<String> running = ConcurrentHashMap.newKeySet();
    Set<String> overlaps = ConcurrentHashMap.newKeySet();
    CountDownLatch left = new CountDownLatch(MANY);
    Work work =
        run -> {
          if (!running.add(run.key())) {
            overlaps.add(run.key());
          }
          counts.computeIfAbsent(run.key(), key -> new AtomicInteger()).incrementAndGet();
          Thread.onSpinWait();
          running.remove(run.key());
          left.countDown();
          return Outcome.DONE;
        };
    Jobs jobs = new Jobs(first, Clock.systemUTC());
    first.write(transaction -> {
      for (int i = 0; i < MANY; i++) {
        jobs.enqueue(transaction, KIND, "job " + i, "");
      }
      return true;
    });
    try (JobRunner one = runner(first, jobs, work);
        JobRunner other = runner(second, new Jobs(second, Clock.systemUTC()), work)) {
      one.start();
      other.start();
      assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(jobs.list(KIND, MANY)).isEmpty();
    assertThat(overlaps).isEmpty();
    assertThat(counts).hasSize(MANY).allSatisfy((key, count) -> assertThat(count).hasValue(1));
  }

  private static JobRunner runner(Database database, Jobs jobs, Work work) {
    return new JobRunner(database, jobs, Clock.systemUTC(), List.of(JobHandler.of(KIND, work)));
  }
}
