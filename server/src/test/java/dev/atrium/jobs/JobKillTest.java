// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.db.Database;
import dev.atrium.jobs.JobStatus.State;
import dev.atrium.testing.Product;
import dev.atrium.testing.SetClock;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real kill in the middle of a job: the next start finishes it, once the lease has run out. */
class JobKillTest {
  @ParameterizedTest
  @EnumSource(Product.class)
  void kill_inTheMiddleOfAJob_theNextStartFinishesIt(Product product)
      throws IOException, InterruptedException {
    String where = product.freshUrl().orElseGet(() -> Product.temporaryFolder().toString());
    JobProgram.runAndKill(where);
    SetClock clock = new SetClock(Instant.now());
    try (Database database = JobProgram.open(where)) {
      Jobs jobs = new Jobs(database, clock);
      assertThat(jobs.find(JobProgram.KIND, JobProgram.KEY).orElseThrow().state())
          .isEqualTo(State.RUNNING);
      clock.set(Instant.now().plus(JobProgram.KIND.lease()));
      CountDownLatch done = new CountDownLatch(1);
      Work work =
          run -> {
            JobProgram.step(database, run, "first");
            JobProgram.step(database, run, "second");
            done.countDown();
            return Outcome.DONE;
          };
      try (JobRunner runner =
          new JobRunner(database, jobs, clock, List.of(JobHandler.of(JobProgram.KIND, work)))) {
        runner.start();
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(jobs.find(JobProgram.KIND, JobProgram.KEY)).isEmpty();
      assertThat(steps(database)).containsExactly("first: attempt 1", "second: attempt 2");
    }
  }

  private static List<String> steps(Database database) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT name || ': ' || value FROM setting WHERE name IN ('first', 'second') ORDER BY name")
            .mapTo(String.class)
            .list());
  }
}
