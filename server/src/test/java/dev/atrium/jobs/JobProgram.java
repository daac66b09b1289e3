// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import dev.atrium.db.Database;
import dev.atrium.db.PostgresDatabase;
import dev.atrium.db.SqliteDatabase;
import dev.atrium.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that enqueues a job, and comes half through it before it is killed. */
final class JobProgram {
  static final JobKind KIND = JobKind.of("killed", 1);
  static final String KEY = "a";
  private static final String HALF = "half";

  private JobProgram() {}

  public static void main(String[] args) throws InterruptedException {
    Database database = open(args[0]);
    Jobs jobs = new Jobs(database, Clock.systemUTC());
    Work work =
        run -> {
          step(database, run, "first");
          System.out.println(HALF);
          new CountDownLatch(1).await();
          return Outcome.DONE;
        };
    JobRunner runner =
        new JobRunner(database, jobs, Clock.systemUTC(), List.of(JobHandler.of(KIND, work)));
    runner.start();
    database.write(transaction -> {
      jobs.enqueue(transaction, KIND, KEY, "input");
      return true;
    });
    Thread.currentThread().join();
  }

  /** Of a JDBC URL, or else in a folder. */
  static Database open(String where) {
    return where.startsWith("jdbc:")
        ? PostgresDatabase.open(where, 4)
        : SqliteDatabase.open(Path.of(where), true);
  }

  /** Does a step of the work, whose trace is a setting. */
  static void step(Database database, JobRun run, String name) {
    database.write(transaction -> {
      transaction
          .handle()
          .createUpdate(
              "INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING")
          .bind("name", name)
          .bind("value", "attempt " + run.attempts())
          .execute();
      run.hold(transaction);
      return true;
    });
  }

  /** Runs it in a process of its own, and kills that, as {@code kill -9} does, half through. */
  static void runAndKill(String where) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                JavaCommand.of(
                    List.of("-Xmx128m", JavaCommand.QUICK), JobProgram.class.getName(), where))
            .redirectErrorStream(true)
            .start();
    StringBuilder said = new StringBuilder();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null && !line.equals(HALF)) {
        said.append(line).append('\n');
        line = output.readLine();
      }
      if (line == null) {
        throw new AssertionError("The job did not begin: " + said);
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
