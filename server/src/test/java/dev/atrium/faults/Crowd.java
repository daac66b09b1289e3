// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Many clients at once; what fails in one of them fails the test. */
final class Crowd {
  private Crowd() {}

  /** Does the work for every number from 0, as many at a time as there are clients. */
  static void share(int clients, int count, IntConsumer work) {
    AtomicInteger next = new AtomicInteger();
    each(
        clients,
        client -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            work.accept(i);
          }
        });
  }

  /** Runs the work once in every client, and waits for all. */
  static void each(int clients, IntConsumer work) {
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < clients; client++) {
        int number = client;
        running.add(threads.submit(() -> work.accept(number)));
      }
    }
    running.forEach(Crowd::join);
  }

  private static void join(Future<?> client) {
    try {
      client.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new AssertionError("A client failed: " + e.getCause(), e.getCause());
    }
  }
}
