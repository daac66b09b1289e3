// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import dev.atrium.jobs.JobStatus.State;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The SQL of the table {@code job}. */
final class JobStore {
  /** The due time of a job that nobody runs: it was given up, or cancelled while it ran. */
  private static final long NEVER = Long.MAX_VALUE;

  private static final int LONGEST_ERROR = 1000;
  private static final int LONGEST_PROGRESS = 200;
  private static final String THIS = " WHERE kind = :kind AND key = :key ";
  private static final String OURS = THIS + "AND taken_by = :by ";
  private static final String STATUS =
      "SELECT kind, key, due, attempts, taken_until, error, percent, progress FROM job ";

  private JobStore() {}

  /**
   * Inserts a job, or updates the one with the same key. A job whose lease ran out counts as
   * waiting.
   */
  static void enqueue(
      Handle handle, String kind, String key, String input, Instant due, Instant now) {
    of(
            handle.createUpdate(
                """
                INSERT INTO job (kind, key, due, attempts, taken_until, taken_by, input, percent, progress)
                VALUES (:kind, :key, :due, 0, 0, '', :input, 0, '')
                ON CONFLICT (kind, key) DO UPDATE SET
                  input = excluded.input,
                  attempts = CASE WHEN job.due = :never THEN 0 ELSE job.attempts END,
                  again = CASE WHEN job.taken_until <= :now THEN NULL
                    WHEN job.again < excluded.due THEN job.again ELSE excluded.due END,
                  due = CASE WHEN job.due < excluded.due THEN job.due
                    WHEN job.taken_until > :now AND job.due <> :never THEN job.due ELSE excluded.due END
                """),
            kind,
            key)
        .bind("due", due.toEpochMilli())
        .bind("input", input)
        .bind("never", NEVER)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /**
   * Inserts the recurring job. An existing one becomes due within a period, and at once if its
   * input changed.
   */
  static void schedule(Handle handle, String kind, JobHandler.Recurrence recurrence, Instant now) {
    of(
            handle.createUpdate(
                """
                INSERT INTO job (kind, key, due, attempts, taken_until, taken_by, input, percent, progress)
                VALUES (:kind, :key, :now, 0, 0, '', :input, 0, '')
                ON CONFLICT (kind, key) DO UPDATE SET
                  input = excluded.input,
                  due = CASE WHEN job.input <> excluded.input THEN excluded.due
                    WHEN job.due > :latest THEN :latest ELSE job.due END
                """),
            kind,
            "")
        .bind("now", now.toEpochMilli())
        .bind("latest", now.plus(recurrence.period()).toEpochMilli())
        .bind("input", recurrence.input())
        .execute();
  }

  /** Removes jobs that were cancelled while they ran on a server that was then killed. */
  static void removeCancelled(Handle handle, Instant now) {
    handle
        .createUpdate(
            "DELETE FROM job WHERE due = :never AND taken_by <> '' AND taken_until <= :now")
        .bind("never", NEVER)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  static void cancel(Handle handle, String kind, String key, Instant now) {
    of(handle.createUpdate("DELETE FROM job" + THIS + "AND taken_until <= :now"), kind, key)
        .bind("now", now.toEpochMilli())
        .execute();
    of(handle.createUpdate("UPDATE job SET due = :never, again = NULL" + THIS), kind, key)
        .bind("never", NEVER)
        .execute();
  }

  /** Returns the kinds that have a job to take. */
  static List<String> ready(Handle handle, Collection<String> kinds, Instant now) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT kind FROM job WHERE kind IN (<kinds>) AND due <= :now AND taken_until <= :now
            """)
        .bindList("kinds", List.copyOf(kinds))
        .bind("now", now.toEpochMilli())
        .mapTo(String.class)
        .list();
  }

  /**
   * Takes jobs that are due. The conditions are repeated, because PostgreSQL checks only the outer
   * ones again after it waited for a row that another server took. The selection is MATERIALIZED,
   * so that it is evaluated once.
   */
  static List<Claimed> claim(
      Handle handle, String kind, int limit, String by, Instant now, Instant until) {
    return handle
        .createQuery(
            """
            WITH ready AS MATERIALIZED (
              SELECT kind, key FROM job WHERE kind = :kind AND due <= :now AND taken_until <= :now
              ORDER BY due LIMIT :limit)
            UPDATE job SET taken_until = :until, taken_by = :by, attempts = attempts + 1, again = NULL,
              percent = 0, progress = ''
            WHERE (kind, key) IN (SELECT kind, key FROM ready) AND due <= :now AND taken_until <= :now
            RETURNING kind, key, attempts, input
            """)
        .bind("kind", kind)
        .bind("limit", limit)
        .bind("by", by)
        .bind("now", now.toEpochMilli())
        .bind("until", until.toEpochMilli())
        .map((row, context) ->
            new Claimed(
                row.getString("kind"),
                row.getString("key"),
                by,
                row.getInt("attempts"),
                row.getString("input")))
        .list();
  }

  /** Renews a lease, and tells whether the job should go on; empty if it is no longer ours. */
  static Optional<Boolean> renew(Handle handle, Claimed job, Progress progress, Instant until) {
    return ours(
            handle.createQuery(
                "UPDATE job SET taken_until = :until, percent = :percent, progress = :text"
                    + OURS
                    + "RETURNING due"),
            job)
        .bind("until", until.toEpochMilli())
        .bind("percent", progress.percent())
        .bind("text", bounded(progress.text(), LONGEST_PROGRESS))
        .map((row, context) -> row.getLong("due") != NEVER)
        .findOne();
  }

  /**
   * Ends a successful run. Returns true if its row was not deleted, as when it was enqueued again.
   */
  static boolean done(Handle handle, Claimed job) {
    if (ours(handle.createUpdate("DELETE FROM job" + OURS + "AND again IS NULL"), job).execute()
        == 0) {
      end(handle, job, NEVER, 0, null);
      return true;
    }
    return false;
  }

  static void again(Handle handle, Claimed job, Instant due) {
    end(handle, job, due.toEpochMilli(), 0, null);
  }

  static void failed(Handle handle, Claimed job, Instant due, String error) {
    end(handle, job, due.toEpochMilli(), job.attempts(), error);
  }

  static void givenUp(Handle handle, Claimed job, String why) {
    end(handle, job, NEVER, job.attempts(), why);
  }

  /** Gives a job back as it was before it was taken, so that any server may run it at once. */
  static void giveBack(Handle handle, Claimed job) {
    if (removeCancelled(handle, job) == 0) {
      ours(
              handle.createUpdate(
                  "UPDATE job SET taken_until = 0, taken_by = '', attempts = attempts - 1" + OURS),
              job)
          .execute();
    }
  }

  /** Ends a run. A cancelled job is removed; one enqueued meanwhile is due at the earlier time. */
  private static void end(
      Handle handle, Claimed job, long due, int attempts, @Nullable String error) {
    if (removeCancelled(handle, job) > 0) {
      return;
    }
    ours(
            handle.createUpdate(
                """
                UPDATE job SET due = CASE WHEN again < :due THEN again ELSE :due END, again = NULL,
                  attempts = :attempts, taken_until = 0, taken_by = '', error = :error
                """
                    + OURS),
            job)
        .bind("due", due)
        .bind("attempts", attempts)
        .bind("error", error == null ? null : bounded(error, LONGEST_ERROR))
        .execute();
  }

  private static int removeCancelled(Handle handle, Claimed job) {
    return ours(
            handle.createUpdate("DELETE FROM job" + OURS + "AND due = :never AND again IS NULL"),
            job)
        .bind("never", NEVER)
        .execute();
  }

  static Optional<JobStatus> find(Handle handle, String kind, String key, Instant now) {
    return of(handle.createQuery(STATUS + THIS), kind, key).map(status(now)).findOne();
  }

  static List<JobStatus> list(Handle handle, String kind, int limit, Instant now) {
    return handle
        .createQuery(STATUS + "WHERE kind = :kind ORDER BY due, key LIMIT :limit")
        .bind("kind", kind)
        .bind("limit", limit)
        .map(status(now))
        .list();
  }

  private static RowMapper<JobStatus> status(Instant now) {
    return (row, context) ->
        new JobStatus(
            row.getString("kind"),
            row.getString("key"),
            row.getLong("taken_until") > now.toEpochMilli()
                ? State.RUNNING
                : row.getLong("due") == NEVER ? State.GIVEN_UP : State.WAITING,
            Instant.ofEpochMilli(row.getLong("due")),
            row.getInt("attempts"),
            row.getString("error"),
            new Progress(row.getInt("percent"), row.getString("progress")));
  }

  private static <S extends SqlStatement<S>> S of(S statement, String kind, String key) {
    return statement.bind("kind", kind).bind("key", key);
  }

  private static <S extends SqlStatement<S>> S ours(S statement, Claimed job) {
    return of(statement, job.kind(), job.key()).bind("by", job.takenBy());
  }

  /** Cuts a text off, and replaces what PostgreSQL cannot store: NUL and unpaired surrogates. */
  private static String bounded(String text, int most) {
    return text.codePoints()
        .limit(most)
        .map(c -> isStorable(c) ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isStorable(int c) {
    return c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
  }
}
