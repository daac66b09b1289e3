// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes to SQLite. It takes all the writes that wait, gives each a SAVEPOINT
 * in one transaction, commits once, and only then acknowledges them: N concurrent writers pay for
 * one fsync. A write that throws loses its savepoint alone; a COMMIT that fails fails all of its
 * writes.
 */
final class GroupCommit implements AutoCloseable {
  /** Bounds how long the first of a group waits for the last. */
  private static final int MOST = 128;

  private static final long PATIENCE_NANOS = 5_000_000;

  private final Handle handle;
  private final MemoryVersions versions;
  private final BlockingQueue<Write<?>> waiting = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  GroupCommit(Handle handle, MemoryVersions versions) {
    this.handle = handle;
    this.versions = versions;
    this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().start(this::run);
  }

  <T> T submit(Function<Transaction, T> work) {
    if (closed) {
      throw new DatabaseException("The database is closed");
    }
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("A write cannot start another one: use its Transaction");
    }
    Write<T> write = new Write<>(work);
    waiting.add(write);
    try {
      T result = write.done.join();
      write.committed();
      return result;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void run() {
    List<Write<?>> group = new ArrayList<>();
    try {
      while (!closed || !waiting.isEmpty()) {
        try {
          group.add(waiting.take());
        } catch (InterruptedException e) {
          continue; // close() interrupts: what still waits is written first.
        }
        gather(group);
        commit(group);
        group.clear();
      }
    } finally {
      closed = true; // Also where the thread ends by a fault of its own: nobody must wait for it.
      waiting.drainTo(group);
      refuse(group);
    }
  }

  /** Whether writes are done. */
  boolean isAlive() {
    return thread.isAlive();
  }

  private static void refuse(List<Write<?>> writes) {
    for (Write<?> write : writes) {
      write.fail(new DatabaseException("The database is closed"));
      write.acknowledge();
    }
  }

  /**
   * Lets requests that are about to write come along: as long as giving up the core brings more of
   * them, and no longer than {@value #PATIENCE_NANOS} ns. Where nobody else wants the core, this is
   * over at once. Without it a machine whose cores are all busy runs the writer as soon as the
   * first write comes, and every write pays for an fsync of its own.
   */
  @SuppressWarnings("ThreadPriorityCheck") // It is what the scheduler does that counts here.
  private void gather(List<Write<?>> group) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    int before;
    do {
      before = group.size();
      Thread.yield();
      waiting.drainTo(group, MOST - group.size());
    } while (group.size() > before && group.size() < MOST && System.nanoTime() < end);
  }

  private void commit(List<Write<?>> group) {
    try {
      handle.begin();
      int run = 0;
      do {
        while (run < group.size()) {
          group.get(run++).run(handle);
        }
        // Those that came meanwhile share the commit: they wait no longer, and cost no fsync.
        waiting.drainTo(group, MOST - group.size());
      } while (run < group.size());
      handle.commit();
    } catch (RuntimeException | Error e) {
      rollBack(e);
      group.forEach(write -> write.fail(e));
    }
    // What fails here ends the thread: what others keep must not stand beside what is stored.
    group.forEach(write -> write.publish(versions));
    group.forEach(Write::acknowledge);
  }

  private void rollBack(Throwable cause) {
    try {
      handle.rollback();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // A write that was queued as the thread ended: it was not done, and its caller must hear so.
    List<Write<?>> late = new ArrayList<>();
    waiting.drainTo(late);
    refuse(late);
    handle.close();
  }

  /** One write: what to do, and what became of it. */
  private static final class Write<T> {
    private final Function<Transaction, T> work;

    /** Taken on the thread that asks: another one writes. */
    private final Origin origin = Origin.current();

    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable Transaction transaction;
    private @Nullable Throwable failure;
    private @Nullable T result;

    Write(Function<Transaction, T> work) {
      this.work = work;
    }

    void run(Handle handle) {
      Transaction own = new Transaction(handle, origin);
      handle.savepoint("w");
      try {
        result = work.apply(own);
        handle.releaseSavepoint("w");
        transaction = own;
      } catch (RuntimeException | Error e) {
        failure = e;
        // JDBI forgets a savepoint that it rolled back to; SQLite drops it with the COMMIT.
        handle.rollbackToSavepoint("w");
      }
    }

    void publish(MemoryVersions versions) {
      if (transaction != null && failure == null) {
        versions.publish(transaction);
      }
    }

    void fail(Throwable cause) {
      if (failure == null) {
        failure = new DatabaseException("The write could not be committed", cause);
      }
    }

    /** Runs on the thread that asked, which must not hold the writer up. */
    void committed() {
      if (transaction != null) {
        transaction.committed();
      }
    }

    @SuppressWarnings(
        "NullAway") // T may itself be nullable: the result is handed on as the work returned it.
    void acknowledge() {
      if (failure == null) {
        done.complete(result);
      } else {
        done.completeExceptionally(failure);
      }
    }
  }
}
