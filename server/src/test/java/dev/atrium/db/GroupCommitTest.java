// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.testing.Latches;
import dev.atrium.testing.Product;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds group commit to what a transaction of one's own promises. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // JUnit opens the database before each test.
class GroupCommitTest {
  private Path folder;
  private SqliteDatabase database;

  @BeforeEach
  void open() {
    folder = Product.temporaryFolder();
    database = SqliteDatabase.open(folder, true);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void write_byManyAtOnce_isAcknowledgedAndKept() throws Exception {
    int writers = 16;
    int each = 25;
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int writer = 0; writer < writers; writer++) {
        String prefix = "writer-" + writer + "-";
        all.add(
            threads.submit(() -> {
              for (int i = 0; i < each; i++) {
                put(prefix + i);
                assertThat(has(prefix + i)).as("read after the acknowledgement").isTrue();
              }
            }));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }
    database.close();
    database = SqliteDatabase.open(folder, true);
    assertThat(count()).isEqualTo(writers * each);
  }

  @Test
  void write_thatFails_losesItselfOnly() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    FutureTask<?> blocking = queued(() -> database.write(transaction -> Latches.await(go)));
    FutureTask<?> before = queued(() -> put("before"));
    FutureTask<?> failing =
        queued(() ->
            database.write(transaction -> {
              insert(transaction, "lost");
              throw new IllegalArgumentException("no");
            }));
    FutureTask<?> after = queued(() -> put("after"));
    go.countDown();
    blocking.get();
    before.get();
    after.get();
    assertThatThrownBy(failing::get).hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(has("before")).isTrue();
    assertThat(has("after")).isTrue();
    assertThat(has("lost")).isFalse();
  }

  @Test
  void write_comesBeforeTheRestOfAnAccountWithMuchToWrite() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<FutureTask<?>> all = new ArrayList<>();
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    all.add(queued(() -> database.write(transaction -> Latches.await(go))));
    for (int i = 0; i < 5; i++) {
      String name = "much" + i;
      all.add(
          queued(() ->
              by(1).call(() -> database.write(transaction -> compute(10) && order.add(name)))));
    }
    all.add(queued(() -> by(2).call(() -> database.write(transaction -> order.add("little")))));
    go.countDown();
    for (FutureTask<?> each : all) {
      each.get();
    }
    assertThat(order.indexOf("little")).isLessThanOrEqualTo(1);
    order.remove("little");
    assertThat(order)
        .as("in its own order")
        .containsExactly("much0", "much1", "much2", "much3", "much4");
  }

  @Test
  void write_isAcknowledgedBeforeAnother_onceItsGroupTookLong() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    FutureTask<?> first =
        queued(() -> database.write(transaction -> Latches.await(go) && compute(30)));
    FutureTask<?> second = queued(() -> database.write(transaction -> Latches.await(end)));
    go.countDown();
    assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(true);
    assertThat(second.isDone()).isFalse();
    end.countDown();
    second.get();
  }

  @Test
  void write_thatFindsTheDiskFull_isNotDone_andTheWriterGoesOn() {
    put("before");
    // SQLite ends the whole transaction by itself when there is no room, savepoints and all.
    database.write(transaction -> transaction.handle().execute("PRAGMA max_page_count = 1"));
    assertThatThrownBy(() ->
            database.write(transaction -> {
              transaction.changed(new Change.Space(7));
              insert(transaction, "lost");
              return insert(transaction, "large", "x".repeat(1_000_000));
            }))
        .isInstanceOf(RuntimeException.class);
    assertThat(has("lost")).isFalse();
    database.write(transaction -> transaction.handle().execute("PRAGMA max_page_count = 1000000"));
    Versions.Stamp stamp = database.versions().current(7);
    database.write(transaction -> {
      transaction.changed(new Change.Space(7));
      insert(transaction, "next");
      return true;
    });
    assertThat(has("next")).isTrue();
    assertThat(database.versions().current(7)).isNotEqualTo(stamp);
    assertThatThrownBy(() ->
            database.write(transaction -> {
              insert(transaction, "half");
              throw new IllegalArgumentException("no");
            }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(has("half")).isFalse();
  }

  @Test
  void write_insideAWrite_isRefused() {
    assertThatThrownBy(() ->
            database.write(transaction -> {
              put("inner");
              return true;
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot start another");
    assertThat(has("inner")).isFalse();
    put("next");
    assertThat(has("next")).as("the writer goes on").isTrue();
  }

  @Test
  void write_afterClose_isRefused() {
    database.close();
    assertThatThrownBy(() -> put("late"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("closed");
    database = SqliteDatabase.open(folder, true);
    assertThat(has("late")).isFalse();
  }

  @Test
  void read_whileAWriteIsUnderWay_seesWhatWas() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Boolean> writing =
        CompletableFuture.supplyAsync(() ->
            database.write(transaction -> {
              insert(transaction, "new");
              written.countDown();
              return Latches.await(go);
            }));
    assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(() -> has("new"));
    assertThat(reading).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(false);
    go.countDown();
    writing.get();
    assertThat(has("new")).isTrue();
  }

  @Test
  void versions_moveAfterTheCommit() throws Exception {
    Versions.Stamp before = database.versions().current(7);
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Boolean> writing =
        CompletableFuture.supplyAsync(() ->
            database.write(transaction -> {
              transaction.changed(new Change.Directory());
              transaction.changed(new Change.Space(7));
              written.countDown();
              return Latches.await(go);
            }));
    assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(database.versions().current(7)).isEqualTo(before);
    go.countDown();
    writing.get();
    Versions.Stamp after = database.versions().current(7);
    assertThat(after.directory()).isGreaterThan(before.directory());
    assertThat(after.subject()).isGreaterThan(before.subject());
    assertThat(database.versions().current(8).subject()).isEqualTo(before.subject());
  }

  @Test
  void versions_ofAFailedWrite_stand() {
    Versions.Stamp before = database.versions().current(7);
    assertThatThrownBy(() ->
            database.write(transaction -> {
              transaction.changed(new Change.Directory());
              transaction.changed(new Change.Space(7));
              throw new IllegalArgumentException("no");
            }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(database.versions().current(7)).isEqualTo(before);
  }

  private static Origin by(long account) {
    return new Origin(account, "octocat", 1L, "", "", "", "", "");
  }

  /** Keeps the processor for some milliseconds. */
  private static boolean compute(int millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return true;
  }

  /** Runs on a thread of its own, and returns when that thread waits to be acknowledged. */
  private static FutureTask<?> queued(Runnable write) {
    FutureTask<?> task = new FutureTask<>(write, true);
    Thread thread = Thread.ofPlatform().start(task);
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      Thread.onSpinWait();
    }
    return task;
  }

  private void put(String name) {
    database.write(transaction -> {
      insert(transaction, name);
      return true;
    });
  }

  private static void insert(Transaction transaction, String name) {
    insert(transaction, name, "");
  }

  private static int insert(Transaction transaction, String name, String value) {
    return transaction
        .handle()
        .createUpdate("INSERT INTO setting (name, value) VALUES (:name, :value)")
        .bind("name", name)
        .bind("value", value)
        .execute();
  }

  private boolean has(String name) {
    return database.read(handle ->
        handle
                .createQuery("SELECT count(*) FROM setting WHERE name = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .one()
            == 1);
  }

  private int count() {
    return database.read(
        handle -> handle.createQuery("SELECT count(*) FROM setting").mapTo(Integer.class).one());
  }
}
