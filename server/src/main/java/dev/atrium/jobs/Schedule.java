// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

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
 * What one process does again and again, for itself alone: nothing of it is kept, and other servers
 * do the same. One thread tells the time; each task runs on a virtual one, so it may block.
 */
public final class Schedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** What comes after the end is dropped. */
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("schedule").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  private final ExecutorService tasks =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("schedule-", 0).factory());

  /** Runs a task a period from now, and again a period after each end of it, however it ends. */
  public void every(Duration period, Runnable task) {
    var _ =
        timer.schedule(
            () -> tasks.execute(() -> run(period, task)), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run(Duration period, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("A scheduled task failed: it is tried again in {}", period, e);
    } finally {
      every(period, task);
    }
  }

  /** Begins no task any more, and waits a little for those under way. */
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
