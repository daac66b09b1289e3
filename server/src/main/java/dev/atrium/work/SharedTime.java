// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * The processors' time that background work may take, shared in turns: work that takes hours lets
 * work that takes a moment pass.
 */
public final class SharedTime {
  /** The nanoseconds after which others have their turn. */
  private static final long TURN = 50_000_000L;

  private final int threads;
  private final Semaphore permits;

  /**
   * @param threads how many may work at once
   */
  public SharedTime(int threads) {
    this.threads = threads;
    this.permits = new Semaphore(threads, true);
  }

  /**
   * Does work on each of some elements, on as many threads as may work at once.
   *
   * @param stopped tells whether to begin no more
   */
  public <T> void each(List<T> elements, BooleanSupplier stopped, BiConsumer<T, Turn> work) {
    AtomicInteger next = new AtomicInteger();
    List<FutureTask<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < Math.min(threads, elements.size()); i++) {
      FutureTask<Boolean> task =
          new FutureTask<>(() -> {
            try (Turn turn = take()) {
              for (int at = next.getAndIncrement();
                  at < elements.size() && !stopped.getAsBoolean();
                  at = next.getAndIncrement()) {
                work.accept(elements.get(at), turn);
                turn.pause();
              }
            } catch (RuntimeException | Error e) {
              next.set(elements.size()); // The others need not go on.
              throw e;
            }
            return true;
          });
      tasks.add(task);
      Thread.ofPlatform().daemon().name("shared-time").start(task);
    }
    tasks.forEach(SharedTime::end);
  }

  private static void end(FutureTask<Boolean> task) {
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits for a turn. Close it when the work ends. */
  public Turn take() {
    permits.acquireUninterruptibly();
    return new Turn();
  }

  /** A turn to work. It is used by one thread. */
  public final class Turn implements AutoCloseable {
    private long begun = System.nanoTime();

    /** Lets others have their turn, if this one has lasted and somebody waits. */
    public void pause() {
      if (System.nanoTime() - begun > TURN) {
        if (permits.hasQueuedThreads()) {
          permits.release();
          permits.acquireUninterruptibly();
        }
        begun = System.nanoTime();
      }
    }

    @Override
    public void close() {
      permits.release();
    }
  }
}
