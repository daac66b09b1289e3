// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import dev.atrium.db.Database;
import dev.atrium.db.PostgresDatabase;
import dev.atrium.db.SqliteDatabase;
import dev.atrium.jobs.JobHandler;
import dev.atrium.jobs.JobKind;
import dev.atrium.jobs.JobRunner;
import dev.atrium.jobs.Jobs;
import dev.atrium.jobs.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The table of jobs, without a server. {@code JobQueue.java WHERE JOBS WORKERS ROUNDS}, WHERE being a
 * folder or a JDBC URL of PostgreSQL: enqueues so many empty jobs, each in a transaction of its own,
 * from as many threads as there are workers, and prints when all are enqueued and when all are done.
 */
final class JobQueue {
  public static void main(String[] args) throws InterruptedException {
    int count = Integer.parseInt(args[1]);
    int workers = Integer.parseInt(args[2]);
    JobKind kind = JobKind.of("bench", workers);
    try (Database database = open(args[0])) {
      for (int round = 1; round <= Integer.parseInt(args[3]); round++) {
        CountDownLatch left = new CountDownLatch(count);
        Jobs jobs = new Jobs(database, Clock.systemUTC());
        JobHandler handler =
            JobHandler.of(
                kind,
                run -> {
                  left.countDown();
                  return Outcome.DONE;
                });
        try (JobRunner runner =
            new JobRunner(database, jobs, Clock.systemUTC(), List.of(handler))) {
          runner.start();
          long start = System.nanoTime();
          try (ExecutorService callers = Executors.newFixedThreadPool(workers)) {
            for (int i = 0; i < count; i++) {
              String key = "job " + i;
              var _ = callers.submit(() -> enqueue(database, jobs, kind, key));
            }
          }
          long enqueued = System.nanoTime();
          left.await();
          System.out.printf(
              "%s: %d jobs enqueued after %.2f s, all run after %.2f s%n",
              database.product(), count, (enqueued - start) / 1e9, (System.nanoTime() - start) / 1e9);
        }
      }
    }
  }

  private static boolean enqueue(Database database, Jobs jobs, JobKind kind, String key) {
    return database.write(
        transaction -> {
          jobs.enqueue(transaction, kind, key, "");
          return true;
        });
  }

  private static Database open(String where) {
    return where.startsWith("jdbc:")
        ? PostgresDatabase.open(where, 16)
        : SqliteDatabase.open(Path.of(where), true);
  }
}
