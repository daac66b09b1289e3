// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Latches;
import dev.atrium.testing.Product;
import dev.atrium.work.AnswerMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections to PostgreSQL, which no account has all of. */
@Timeout(120)
class PoolTurnsTest {
  /** More writes than there are connections. */
  private static final int WRITES = 40;

  private final AnswerMemory memory = new AnswerMemory();

  @Test
  void writesOfOneAccountThatWaitForARow_leaveConnectionsToOthers() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (Database database = Product.POSTGRESQL.open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<?>> all = new ArrayList<>();
      all.add(
          by(
              1,
              threads,
              () ->
                  database.write(transaction -> {
                    touch(transaction);
                    held.countDown();
                    return Latches.await(go);
                  })));
      assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < WRITES; i++) {
        all.add(by(1, threads, () -> database.write(PoolTurnsTest::touch)));
      }
      awaitThoseWhoWait(database);
      CompletableFuture<?> other =
          by(
              2,
              threads,
              () ->
                  database.write(transaction ->
                      transaction
                          .handle()
                          .execute("INSERT INTO setting (name, value) VALUES ('other', 'x')")));
      assertThat(other).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(1);
      assertThat(all).noneMatch(CompletableFuture::isDone);
      go.countDown();
      for (CompletableFuture<?> each : all) {
        each.get();
      }
    }
  }

  /** Waits until at least two transactions wait for the row. */
  private static void awaitThoseWhoWait(Database database) {
    String waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while (database.select(handle -> handle.createQuery(waiting).mapTo(Long.class).one()) < 2) {
      Thread.onSpinWait();
    }
  }

  private CompletableFuture<?> by(long account, ExecutorService threads, Supplier<?> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (AnswerMemory.Share share = memory.share()) {
            share.requester().of(account);
            return share.call(work);
          }
        },
        threads);
  }

  private static boolean touch(Transaction transaction) {
    return transaction.handle().execute("UPDATE directory_version SET version = version") == 1;
  }
}
