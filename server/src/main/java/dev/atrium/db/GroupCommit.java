// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import dev.atrium.work.Turns;
import dev.atrium.work.Turns.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes to SQLite. It takes the waiting writes, gives each a SAVEPOINT in one
 * transaction, commits once, and only then acknowledges them: N concurrent writers pay for one
 * fsync. A write that throws loses only its own savepoint. A COMMIT that fails makes all of its
 * writes fail. The writes of an account keep their order; accounts with little to write come first.
 */
final class GroupCommit implements AutoCloseable {
  /** The largest size of a group, which bounds how long its first write waits for its last. */
  private static final int MOST = 128;

  /** The time after which a group is committed, though more writes wait. */
  private static final long MOST_NANOS = 20_000_000;

  private static final long PATIENCE_NANOS = 5_000_000;

  private final Handle handle;
  private final MemoryVersions versions;
  private final List<Subscriber> subscribers;
  private final BlockingQueue<Write<?>> arriving = new LinkedBlockingQueue<>();

  /** What has arrived, by account; the server itself, and those without an account, are 0. */
  private final Turns<Long, Write<?>> waiting =
      new Turns<>(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, false);

  private final Thread thread;
  private volatile boolean closed;

  GroupCommit(Handle handle, MemoryVersions versions, List<Subscriber> subscribers) {
    this.handle = handle;
    this.versions = versions;
    this.subscribers = subscribers;
    this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().start(this::run);
  }

  <T> T submit(Function<Transaction, T> work) {
    if (closed) {
      throw new DatabaseException("The database is closed");
    }
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("A write cannot start another one: use its Transaction");
    }
    Write<T> write = new Write<>(work, subscribers);
    arriving.add(write);
    try {
      T result = write.done.join();
      write.committed();
      return result;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void run() {
    try {
      while (!closed || waiting.size() > 0 || !arriving.isEmpty()) {
        if (waiting.size() == 0) {
          try {
            wait(arriving.take());
          } catch (InterruptedException e) {
            continue; // close() interrupts: the waiting writes are done first.
          }
        }
        gather();
        commit();
      }
    } finally {
      closed = true; // This also runs if the thread fails, so that nobody waits for it.
      arrive();
      for (Turn<Long, Write<?>> turn = waiting.next(); turn != null; turn = waiting.next()) {
        refuse(turn.element());
      }
    }
  }

  private void arrive() {
    for (Write<?> write = arriving.poll(); write != null; write = arriving.poll()) {
      wait(write);
    }
  }

  private void wait(Write<?> write) {
    try {
      waiting.add(Objects.requireNonNullElse(write.origin.actorId(), 0L), write);
    } catch (OutOfMemoryError e) {
      write.fail(e); // Nobody else has it any more.
      write.acknowledge();
    }
  }

  /** Tells whether the thread still runs, so that writes are possible. */
  boolean isAlive() {
    return thread.isAlive();
  }

  private static void refuse(Write<?> write) {
    write.fail(new DatabaseException("The database is closed"));
    write.acknowledge();
  }

  /**
   * Lets requests that are about to write join the group. It yields as long as yielding brings more
   * of them, and for at most {@value #PATIENCE_NANOS} ns. If nobody else wants the core, this is
   * over at once. Without it, a machine whose cores are all busy runs the writer as soon as the
   * first write comes, and every write pays for its own fsync.
   */
  @SuppressWarnings("ThreadPriorityCheck") // The effect on the scheduler is the purpose here.
  private void gather() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    int before;
    do {
      before = waiting.size();
      Thread.yield();
      arrive();
    } while (waiting.size() > before && waiting.size() < MOST && System.nanoTime() < end);
  }

  private void commit() {
    List<Write<?>> group = new ArrayList<>();
    try {
      long end = System.nanoTime() + MOST_NANOS;
      long directory = versions.current(0).directory();
      do {
        Turn<Long, Write<?>> turn = waiting.next();
        if (turn == null) {
          break;
        }
        directory += run(turn, group, directory) ? 1 : 0;
        // Writes that arrived meanwhile share the commit: they neither wait nor cost an fsync.
        arrive();
      } while (group.size() < MOST && System.nanoTime() < end);
      handle.commit();
    } catch (RuntimeException | Error e) {
      rollBack(e);
      group.forEach(write -> write.fail(e));
    }
    // A failure here ends the thread, because cached facts must not outlive what is stored.
    group.forEach(write -> write.publish(versions));
    group.forEach(Write::acknowledge);
  }

  /** Does a write as the next of its group. Returns whether it moves the directory's version. */
  private boolean run(Turn<Long, Write<?>> turn, List<Write<?>> group, long directory) {
    group.add(turn.element());
    long begun = System.nanoTime();
    try {
      if (group.size() == 1) {
        handle.begin();
      }
      return turn.element().run(handle, directory);
    } finally {
      waiting.done(turn.owner(), System.nanoTime() - begun);
    }
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
    // A write that was queued while the thread ended was not done: its caller must be told.
    for (Write<?> late = arriving.poll(); late != null; late = arriving.poll()) {
      refuse(late);
    }
    handle.close();
  }

  /** One write: its work and its outcome. */
  private static final class Write<T> {
    private final Function<Transaction, T> work;
    private final List<Subscriber> subscribers;

    /** Captured on the calling thread, because another thread does the write. */
    private final Origin origin = Origin.current();

    private final Recheck recheck = Recheck.current();
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable Transaction transaction;
    private @Nullable Throwable failure;
    private @Nullable T result;

    Write(Function<Transaction, T> work, List<Subscriber> subscribers) {
      this.work = work;
      this.subscribers = subscribers;
    }

    /**
     * Does the write.
     *
     * @param directory the directory's version, with the writes of the group before this one
     * @return whether the write moves that version
     */
    boolean run(Handle handle, long directory) {
      Transaction own = new Transaction(handle, origin, subscribers);
      handle.savepoint("w");
      try {
        if (recheck.isDue() && recheck.isStale(directory)) {
          recheck.check(handle);
        }
        result = work.apply(own);
        handle.releaseSavepoint("w");
        transaction = own;
        return own.changesDirectory();
      } catch (RuntimeException | Error e) {
        failure = e instanceof RuntimeException unchecked ? SqlFailure.named(unchecked) : e;
        // JDBI forgets a savepoint that it rolled back to; SQLite drops it with the COMMIT.
        handle.rollbackToSavepoint("w");
        return false;
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

    /**
     * Runs the tasks after the commit, on the calling thread so that they do not delay the writer.
     */
    void committed() {
      recheck.done();
      if (transaction != null) {
        transaction.committed();
      }
    }

    @SuppressWarnings(
        "NullAway") // T may itself be nullable: the result is passed on as the work returned it.
    void acknowledge() {
      if (failure == null) {
        done.complete(result);
      } else {
        done.completeExceptionally(failure);
      }
    }
  }
}
