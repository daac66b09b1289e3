// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import dev.atrium.error.ApiException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The periodic tasks of one process. They are not stored, and every server has its own. One thread
 * keeps the time; each task runs on a virtual thread, so it may block.
 */
public final class Schedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Drops tasks that are submitted after the shutdown. */
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("schedule").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  private final ExecutorService tasks =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("schedule-", 0).factory());

  /**
   * Runs a task one period from now, and again one period after each run ends, even if it failed.
   */
  public void every(Duration period, Runnable task) {
    var _ =
        timer.schedule(
            () -> tasks.execute(() -> run(period, task)), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run(Duration period, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      if (!ApiException.isPassing(e)) {
        LOG.error("A scheduled task failed: it is tried again in {}", period, e);
      }
    } finally {
      every(period, task);
    }
  }

  /** Starts no more tasks, and waits up to five seconds for running ones. */
  @Override
  public void close() {
    timer.shutdownNow();
    tasks.shutdown();
    try {
      if (!tasks.awaitTermination(GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("A scheduled task has not ended within {}", GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
