// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The durable jobs, to those who cause and who watch them. */
public final class Jobs {
  private static final int LONGEST_KEY = 200;

  private final Database database;
  private final Clock clock;
  private final Set<Consumer<String>> listeners = ConcurrentHashMap.newKeySet();

  public Jobs(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Enqueues a job that is due at once. */
  public void enqueue(Transaction transaction, JobKind kind, String key, String input) {
    enqueue(transaction, kind, key, input, clock.instant());
  }

  /**
   * Enqueues a job in the transaction that causes it: both are there, or neither is. Of one kind
   * and key there is one job: it takes the newest input and is due at the earlier time, also where
   * it waits after a failure. One that runs meanwhile runs once more afterwards.
   *
   * @param key at most 200 characters
   */
  public void enqueue(
      Transaction transaction, JobKind kind, String key, String input, Instant due) {
    if (key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("A job's key has at most 200 characters: " + key);
    }
    Instant now = clock.instant();
    JobStore.enqueue(transaction.handle(), kind.name(), key, input, due, now);
    if (!due.isAfter(now)) {
      transaction.afterCommit(() -> listeners.forEach(listener -> listener.accept(kind.name())));
    }
  }

  /** Cancels a job. One that runs is told to stop, and is not tried again. */
  public void cancel(Transaction transaction, JobKind kind, String key) {
    JobStore.cancel(transaction.handle(), kind.name(), key, clock.instant());
  }

  /** Finds a job; one that is done is none any more. */
  public Optional<JobStatus> find(JobKind kind, String key) {
    return database.read(handle -> JobStore.find(handle, kind.name(), key, clock.instant()));
  }

  /** Lists jobs of a kind, those that are due first coming first. */
  public List<JobStatus> list(JobKind kind, int limit) {
    return database.read(handle -> JobStore.list(handle, kind.name(), limit, clock.instant()));
  }

  /** Tells a runner of this process of the kind of every job that is enqueued in it. */
  void addListener(Consumer<String> listener) {
    listeners.add(listener);
  }

  void removeListener(Consumer<String> listener) {
    listeners.remove(listener);
  }
}
