// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import dev.atrium.error.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that compute what may take long, such as a walk through a history. Requests run on
 * virtual threads, which share a few carriers: computing there would hold up everybody. The
 * requester waits meanwhile. Its work ends early when its deadline passes, or its client has gone.
 */
public final class HeavyWork implements AutoCloseable {
  /**
   * The number of threads. A second one lets short work pass long work, and no owner ever has all
   * of them. They are never many more than half of the processors, so that the operating system
   * always finds time for the carriers.
   */
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

  private static final int MOST_WAITING = 256;
  private static final int MOST_WAITING_OF_ONE = 64;
  private static final Duration MOST_TIME = Duration.ofSeconds(10);

  /** How often a requester looks whether its client is still there. */
  private static final Duration LOOK = Duration.ofMillis(100);

  /** The seconds after which a client may ask again if the queue is full. */
  private static final int RETRY_AFTER = 5;

  private final Turns<Owner, Job<?>> waiting;
  private final Duration most;
  private final BooleanSupplier clientGone;
  private final ExecutorService threads;

  /**
   * Makes a place of the usual size.
   *
   * @param clientGone tells a requester's thread whether nobody waits for its answer any more
   */
  public HeavyWork(BooleanSupplier clientGone) {
    this(THREADS, MOST_WAITING, MOST_WAITING_OF_ONE, MOST_TIME, clientGone);
  }

  public HeavyWork(
      int threads, int mostWaiting, int mostOfOne, Duration most, BooleanSupplier clientGone) {
    this.waiting = new Turns<>(mostWaiting, mostOfOne, Math.max(1, threads - 1), false);
    this.most = most;
    this.clientGone = clientGone;
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("heavy-work-", 1).factory());
  }

  /**
   * Does work on one of the threads, and returns only after it has ended: what it uses may be
   * closed afterwards. Accounts are served in turn, and so are the repositories that are read
   * without an account.
   *
   * @param repository the id of the repository that the work is done on
   * @throws ApiException 503 if too much waits already, if the deadline has passed or the client
   *     has gone
   */
  public <T> T run(long repository, Work<T> work) throws IOException {
    long account = AnswerMemory.requester().account();
    Owner owner = account == 0 ? new Owner(false, repository) : new Owner(true, account);
    Job<T> job = new Job<>(work, new Deadline(System.nanoTime() + most.toNanos()));
    if (!waiting.add(owner, job)) {
      throw ApiException.unavailable("The server is busy. Try again later.", RETRY_AFTER);
    }
    threads.execute(this::next);
    boolean interrupted = false;
    while (!job.hasEnded()) {
      try {
        if (!job.await(LOOK) && (job.deadline.isOver() || clientGone.getAsBoolean())) {
          stop(owner, job);
        }
      } catch (InterruptedException e) {
        interrupted = true;
        stop(owner, job);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return job.result();
  }

  /** Makes work end soon, or at once if it has not begun. */
  private void stop(Owner owner, Job<?> job) {
    job.deadline.stop();
    if (waiting.remove(owner, job)) {
      job.run();
    }
  }

  /** Returns how much work waits for a thread. */
  int waiting() {
    return waiting.size();
  }

  /** Works until nothing waits that may begin now: what may not is left to its owner's threads. */
  private void next() {
    for (Turns.Turn<Owner, Job<?>> turn = waiting.next(); turn != null; turn = waiting.next()) {
      long begun = System.nanoTime();
      turn.element().run();
      waiting.done(turn.owner(), System.nanoTime() - begun);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  /** Work that checks its deadline often. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Deadline deadline) throws IOException;
  }

  /** Whose turn it is: an account's, or a repository's. */
  private record Owner(boolean isAccount, long id) {}

  /** One piece of work and what came of it. */
  private static final class Job<T> {
    final Deadline deadline;
    private final Work<T> work;

    /** Captured on the requester's thread, for which the work counts what it takes. */
    private final AnswerMemory.@Nullable Share share = AnswerMemory.current();

    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable T value;
    private @Nullable Throwable failure;

    Job(Work<T> work, Deadline deadline) {
      this.work = work;
      this.deadline = deadline;
    }

    void run() {
      try {
        deadline.check();
        value = share == null ? work.run(deadline) : share.on(() -> work.run(deadline));
      } catch (Throwable e) {
        failure = e;
      } finally {
        ended.countDown();
      }
    }

    boolean hasEnded() {
      return ended.getCount() == 0;
    }

    boolean await(Duration time) throws InterruptedException {
      return ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("NullAway") // The work's own value, which is null only if T allows it.
    T result() throws IOException {
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      return value;
    }
  }
}
