// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.jobs.Backoff;
import dev.atrium.jobs.JobHandler;
import dev.atrium.jobs.JobKind;
import dev.atrium.jobs.JobRun;
import dev.atrium.jobs.Jobs;
import dev.atrium.jobs.Outcome;
import dev.atrium.resources.AttachedSources;
import dev.atrium.search.IndexKey;
import dev.atrium.search.Indexes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The jobs that keep the indexes up to date. A change of a repository or of a space enqueues one in
 * its own transaction, so that none is forgotten. A sweep finds what was missed: deleted folders,
 * and indexes that nobody needs any more.
 */
final class Ingestion {
  /** Many run at once, so that a short one passes long ones; they share the processors' time. */
  private static final int AT_ONCE = 8;

  private static final Backoff SOON = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  static final JobKind REPOSITORY =
      new JobKind("index-repository", AT_ONCE, JobKind.STANDARD_LEASE, SOON);
  static final JobKind SPACE = new JobKind("index-space", AT_ONCE, JobKind.STANDARD_LEASE, SOON);
  static final JobKind SWEEP = JobKind.of("index-sweep", 1);

  private static final Duration SWEPT = Duration.ofHours(1);

  /** The nanoseconds after which a missing index may be asked for again. */
  private static final long ASK_AGAIN = 10_000_000_000L;

  private final Database database;
  private final Jobs jobs;
  private final Indexes indexes;
  private final RepositoryIngestion repositories;
  private final SpaceIngestion spaces;
  private final AtomicLong asked = new AtomicLong(System.nanoTime() - ASK_AGAIN);

  Ingestion(
      Database database,
      Jobs jobs,
      Indexes indexes,
      RepositoryIngestion repositories,
      SpaceIngestion spaces) {
    this.database = database;
    this.jobs = jobs;
    this.indexes = indexes;
    this.repositories = repositories;
    this.spaces = spaces;
  }

  List<JobHandler> handlers() {
    return List.of(
        JobHandler.of(REPOSITORY, run -> onThread(() -> repository(run))),
        JobHandler.of(SPACE, run -> onThread(() -> space(run))),
        JobHandler.every(SWEPT, indexes.form(), SWEEP, run -> sweep()));
  }

  /** Takes part in the changes that make an index old. */
  void on(Transaction transaction, Change change) {
    switch (change) {
      case Change.RepositoryRefs(long id) -> enqueueIfNamed(transaction, id);
      case Change.Repository(long id) -> enqueueIfNamed(transaction, id);
      case Change.IssueText(long id, long number) -> enqueueIfNamed(transaction, id);
      case Change.RepositoryDeleted(long id, long owner) -> enqueue(transaction, REPOSITORY, id);
      case Change.SpaceResources(long id) -> enqueue(transaction, SPACE, id);
      case Change.SpaceDeleted(long id) -> enqueue(transaction, SPACE, id);
      default -> {
        // It changes no text that a space names.
      }
    }
  }

  private void enqueueIfNamed(Transaction transaction, long repositoryId) {
    if (AttachedSources.names(transaction.handle(), repositoryId)) {
      enqueue(transaction, REPOSITORY, repositoryId);
    }
  }

  private void enqueue(Transaction transaction, JobKind kind, long id) {
    jobs.enqueue(transaction, kind, Long.toString(id), "");
  }

  private Outcome repository(JobRun run) {
    repositories.run(run, Long.parseLong(run.key()));
    return Outcome.DONE;
  }

  private Outcome space(JobRun run) {
    long id = Long.parseLong(run.key());
    spaces.run(id);
    askFor(database.read(handle -> AttachedSources.repositories(handle, id)));
    return Outcome.DONE;
  }

  /** Enqueues the repositories whose indexes were made for other sources. */
  private void askFor(Set<Long> repositoryIds) {
    List<Long> due = repositoryIds.stream().filter(repositories::isDue).toList();
    if (!due.isEmpty()) {
      database.write(transaction -> {
        due.forEach(id -> enqueue(transaction, REPOSITORY, id));
        return true;
      });
    }
  }

  private Outcome sweep() {
    Set<Long> wanted = database.read(handle -> AttachedSources.repositories(handle));
    Set<Long> withNotes = database.read(handle -> AttachedSources.spacesWithNotes(handle));
    for (IndexKey key : indexes.all()) {
      (key.kind() == IndexKey.Kind.REPOSITORY ? wanted : withNotes).add(key.id());
    }
    askFor(wanted);
    database.write(transaction -> {
      withNotes.forEach(id -> enqueue(transaction, SPACE, id));
      return true;
    });
    return Outcome.DONE;
  }

  /** Has the indexes looked at soon if a reader misses one of them. */
  void missedBy(SpaceContent content) {
    boolean missed =
        content.sources().stream()
            .anyMatch(source -> source.index().isEmpty() && source.isIndexed());
    if (missed) {
      missed();
    }
  }

  private void missed() {
    long before = asked.get();
    if (System.nanoTime() - before > ASK_AGAIN && asked.compareAndSet(before, System.nanoTime())) {
      database.write(transaction -> {
        jobs.enqueue(transaction, SWEEP, "", indexes.form());
        return true;
      });
    }
  }

  /** Works on a thread of its own: the threads of jobs and requests share their carriers. */
  private static Outcome onThread(Callable<Outcome> work) throws Exception {
    FutureTask<Outcome> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("ingestion").start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
