// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.error.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runner of this process: runs jobs of the registered kinds, each on a virtual thread and under
 * a lease. One loop takes jobs and renews leases. It wakes when a job is enqueued in this process,
 * when a run ends and more jobs may wait, and every second, to find jobs that other servers
 * enqueued or that have become due.
 */
public final class JobRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Database database;
  private final Jobs jobs;
  private final Clock clock;
  private final Duration poll;
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final Map<JobRun, Thread> runs = new ConcurrentHashMap<>();
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Semaphore wakes = new Semaphore(0);
  private final ReentrantLock passing = new ReentrantLock();
  private final Thread loop = Thread.ofVirtual().name("job-runner").unstarted(this::loop);
  private final String name = UUID.randomUUID().toString().substring(0, 18);
  private final Consumer<String> listener = this::enqueued;
  private volatile boolean closed;

  /** Guarded by {@link #passing}, as is {@code takings}. */
  private boolean prepared;

  private long takings;

  public JobRunner(Database database, Jobs jobs, Clock clock, List<JobHandler> handlers) {
    this(database, jobs, clock, handlers, POLL);
  }

  /** Makes a runner with another polling interval, for tests that run each pass themselves. */
  JobRunner(Database database, Jobs jobs, Clock clock, List<JobHandler> handlers, Duration poll) {
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
    this.poll = poll;
    for (JobHandler handler : handlers) {
      if (slots.put(handler.kind().name(), Slot.of(handler)) != null) {
        throw new IllegalArgumentException("Two handlers of " + handler.kind().name());
      }
    }
  }

  /** Starts to take jobs, until the runner is closed. */
  public void start() {
    if (!slots.isEmpty()) {
      jobs.addListener(listener);
      loop.start();
    }
  }

  private void enqueued(String kind) {
    Slot slot = slots.get(kind);
    if (slot != null) {
      slot.more.set(true);
      wakes.release();
    }
  }

  private void loop() {
    long next = System.nanoTime();
    while (!closed) {
      boolean polls = System.nanoTime() - next >= 0;
      if (polls) {
        next = System.nanoTime() + poll.toNanos();
      }
      try {
        pass(polls);
      } catch (RuntimeException e) {
        if (!ApiException.isPassing(e)) {
          LOG.warn("Jobs cannot be taken at the moment: {}", e.getMessage());
        }
      } catch (OutOfMemoryError e) {
        LOG.error("No memory to take jobs", e);
      }
      try {
        var _ = wakes.tryAcquire(next - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        return;
      }
      wakes.drainPermits();
    }
  }

  /**
   * Renews leases, then takes jobs. Both go by the same time, so that a runner never takes a job of
   * its own whose lease it failed to renew.
   */
  void pass(boolean polls) {
    passing.lock();
    try {
      Instant now = clock.instant();
      runs.keySet().stream()
          .filter(run -> run.isToBeRenewed(now) || (polls && run.hasNews()))
          .forEach(run -> renew(run, now));
      if (polls) {
        look(now);
      }
      for (Slot slot : slots.values()) {
        if (slot.more.get() && !closed) {
          claim(slot, now);
        }
      }
    } finally {
      passing.unlock();
    }
  }

  private void renew(JobRun run, Instant now) {
    Progress progress = run.newestProgress();
    Instant until = now.plus(run.lease());
    Optional<Boolean> goesOn =
        database.write(
            transaction -> JobStore.renew(transaction.handle(), run.claimed(), progress, until));
    run.written(progress, goesOn.isPresent() ? until : Instant.MAX);
    if (!goesOn.orElse(false)) {
      run.stop();
    }
  }

  /** Reads which kinds have jobs that are due. On SQLite this read never waits for a writer. */
  private void look(Instant now) {
    if (!prepared) {
      database.write(transaction -> prepare(transaction, now));
      prepared = true;
    }
    List<String> free =
        slots.values().stream()
            .filter(slot -> slot.permits.availablePermits() > 0)
            .map(slot -> slot.handler.kind().name())
            .toList();
    if (!free.isEmpty()) {
      List<String> ready = database.read(handle -> JobStore.ready(handle, free, now));
      slots.forEach((kind, slot) -> {
        if (ready.contains(kind)) {
          slot.more.set(true);
        }
      });
    }
  }

  private boolean prepare(Transaction transaction, Instant now) {
    JobStore.removeCancelled(transaction.handle(), now);
    slots.forEach((kind, slot) ->
        slot.handler
            .recurrence()
            .ifPresent(
                recurrence -> JobStore.schedule(transaction.handle(), kind, recurrence, now)));
    return true;
  }

  /** Takes as many jobs as the kind has free permits. If it gets that many, more may be waiting. */
  private void claim(Slot slot, Instant now) {
    int turns = slot.permits.drainPermits();
    if (turns == 0) {
      return; // The next run to end wakes the loop again.
    }
    slot.more.set(false); // Before the query: a job enqueued from now on sets it again.
    JobKind kind = slot.handler.kind();
    String by = name + "-" + ++takings;
    Instant until = now.plus(kind.lease());
    List<Claimed> claimed = List.of();
    try {
      claimed =
          database.write(transaction ->
              JobStore.claim(transaction.handle(), kind.name(), turns, by, now, until));
    } finally {
      slot.permits.release(turns - claimed.size());
    }
    if (claimed.size() == turns) {
      slot.more.set(true);
    }
    claimed.forEach(job -> begin(slot, new JobRun(job, kind.lease(), until, clock)));
  }

  /**
   * Starts a run, after any earlier run of the same job here that lost its lease but still goes on.
   */
  private void begin(Slot slot, JobRun run) {
    List<Thread> earlier =
        runs.entrySet().stream()
            .filter(entry -> entry.getKey().name().equals(run.name()))
            .map(Map.Entry::getValue)
            .toList();
    Thread thread =
        Thread.ofVirtual()
            .name("job-" + slot.handler.kind().name())
            .unstarted(() -> {
              try {
                for (Thread before : earlier) {
                  before.join();
                }
                run(slot, run);
              } catch (InterruptedException e) {
                Thread.currentThread()
                    .interrupt(); // Nobody interrupts it; if so, the lease would run out.
              } finally {
                ended(slot, run);
              }
            });
    runs.put(run, thread);
    thread.start();
  }

  private void ended(Slot slot, JobRun run) {
    runs.remove(run);
    slot.permits.release();
    if (slot.more.get()) {
      wakes.release();
    }
  }

  private void run(Slot slot, JobRun run) {
    Function<Transaction, Boolean> end;
    try {
      Outcome outcome = slot.handler.work().run(run);
      end = transaction -> settle(transaction, slot.handler, run.claimed(), outcome);
    } catch (Exception | Error e) {
      end = run.isStopped() ? giveBack(run) : failure(slot, run, e);
    }
    try {
      if (database.write(end)) {
        slot.more.set(true);
      }
    } catch (RuntimeException e) {
      if (!ApiException.isPassing(e)) {
        LOG.warn("What became of job {} is not stored: it runs again", run.name(), e);
      }
    }
  }

  /** Stores the outcome of a run, and tells whether the job may be due again now. */
  private boolean settle(
      Transaction transaction, JobHandler handler, Claimed job, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done() -> {
        if (handler.recurrence().isEmpty()) {
          return JobStore.done(transaction.handle(), job);
        }
        Instant next = clock.instant().plus(handler.recurrence().get().period());
        JobStore.again(transaction.handle(), job, next);
      }
      case Outcome.Again(Instant due) -> JobStore.again(transaction.handle(), job, due);
      case Outcome.GivenUp(String why) -> JobStore.givenUp(transaction.handle(), job, why);
    }
    return true;
  }

  private static Function<Transaction, Boolean> giveBack(JobRun run) {
    LOG.info("Job {} was stopped", run.name());
    return transaction -> {
      JobStore.giveBack(transaction.handle(), run.claimed());
      return true;
    };
  }

  private Function<Transaction, Boolean> failure(Slot slot, JobRun run, Throwable e) {
    Duration wait = slot.handler.kind().backoff().after(run.attempts(), random);
    if (!ApiException.isPassing(e)) {
      LOG.warn(
          "Attempt {} of job {} failed: the next is in {}", run.attempts(), run.name(), wait, e);
    }
    Instant next = clock.instant().plus(wait);
    return transaction -> {
      JobStore.failed(transaction.handle(), run.claimed(), next, e.toString());
      return false;
    };
  }

  /**
   * Takes no more jobs, tells running jobs to stop, and waits up to five seconds for them. A job
   * that does not stop is not given back, because another server would run it at the same time; its
   * lease runs out instead.
   */
  @Override
  public void close() {
    closed = true;
    jobs.removeListener(listener);
    wakes.release();
    long end = System.nanoTime() + GRACE.toNanos();
    if (loop.getState() != Thread.State.NEW) {
      join(loop, end);
    }
    runs.keySet().forEach(JobRun::stop);
    runs.values().forEach(thread -> join(thread, end));
    runs.keySet().forEach(run -> LOG.warn("Job {} did not stop within {}", run.name(), GRACE));
  }

  private static void join(Thread thread, long end) {
    try {
      var _ = thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A handler, and the permits that bound how many of its jobs run at the same time.
   *
   * @param more whether jobs of the kind may be waiting to be taken
   */
  private record Slot(JobHandler handler, Semaphore permits, AtomicBoolean more) {
    static Slot of(JobHandler handler) {
      return new Slot(handler, new Semaphore(handler.kind().atOnce()), new AtomicBoolean());
    }
  }
}
