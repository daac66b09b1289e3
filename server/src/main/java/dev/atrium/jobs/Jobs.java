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

/** The queue of durable jobs: features enqueue, cancel and look up jobs here. */
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
   * Enqueues a job in the transaction that causes it, so both are stored or neither. There is one
   * job for each kind and key: it takes the newest input and the earlier due time, even while it
   * waits after a failure. If it is running, it runs once more afterwards.
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

  /** Cancels a job. A running job is told to stop, and is not tried again. */
  public void cancel(Transaction transaction, JobKind kind, String key) {
    JobStore.cancel(transaction.handle(), kind.name(), key, clock.instant());
  }

  /** Finds a job; empty once it is done, because its row is then deleted. */
  public Optional<JobStatus> find(JobKind kind, String key) {
    return database.read(handle -> JobStore.find(handle, kind.name(), key, clock.instant()));
  }

  /** Lists jobs of a kind, by due time. */
  public List<JobStatus> list(JobKind kind, int limit) {
    return database.read(handle -> JobStore.list(handle, kind.name(), limit, clock.instant()));
  }

  /**
   * Adds a listener, which receives the kind of each job that this process enqueues as due at once.
   */
  void addListener(Consumer<String> listener) {
    listeners.add(listener);
  }

  void removeListener(Consumer<String> listener) {
    listeners.remove(listener);
  }
}
