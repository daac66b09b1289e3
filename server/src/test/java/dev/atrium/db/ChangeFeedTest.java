// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.atrium.db.ChangeFeed.Cursor;
import dev.atrium.db.ChangeFeed.Entry;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.Parameter;

/** The feed: in the transaction, in order, followed by a cursor, and never skipped. */
@EachDatabase
@Isolated // A transaction of another test, under way in the same PostgreSQL, would hide changes.
@SuppressWarnings("NullAway.Init") // JUnit sets all of them before each test.
class ChangeFeedTest {
  @Parameter Product product;
  private Database database;
  private ChangeFeed feed;
  private Cursor start;

  @BeforeEach
  void open() {
    database = product.open();
    feed = database.changes();
    start = Cursor.START;
    for (Entry entry : feed.after(start, 1000)) {
      start = entry.cursor();
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void changes_areInTheFeed_onceEach_inTheirOrder() {
    database.write(transaction -> {
      transaction.changed(new Change.Space(7));
      transaction.changed(new Change.MemberLeft(1, 2));
      transaction.changed(new Change.Space(7));
      return true;
    });
    write(new Change.RepositoryRefs(9));
    assertThat(feed.after(start, 10))
        .extracting(entry -> "%s %d %d".formatted(entry.kind(), entry.subjectId(), entry.otherId()))
        .containsExactly("Space 7 0", "MemberLeft 1 2", "RepositoryRefs 9 0");
    Cursor second = feed.after(start, 2).getLast().cursor();
    assertThat(feed.after(second, 10)).extracting(Entry::kind).containsExactly("RepositoryRefs");
  }

  @Test
  void aTransactionThatFails_leavesNoChange() {
    assertThatThrownBy(() ->
            database.write(transaction -> {
              transaction.changed(new Change.Space(7));
              throw new IllegalStateException("No");
            }))
        .hasMessage("No");
    assertThat(feed.after(start, 10)).isEmpty();
  }

  @Test
  void subscribers_takePart_andAreUndoneTogether() {
    database.subscribe((transaction, change) -> {
      if (change instanceof Change.AccountDeleted(long id)) {
        transaction.changed(new Change.RepositoryDeleted(100 + id, id));
      }
      if (change instanceof Change.RepositoryDeleted(long id, long ownerId) && ownerId == 2) {
        throw new IllegalStateException("This one stays");
      }
    });
    write(new Change.AccountDeleted(1));
    assertThatThrownBy(() -> write(new Change.AccountDeleted(2))).hasMessage("This one stays");
    assertThat(feed.after(start, 10))
        .extracting(Entry::kind, Entry::subjectId)
        .containsExactly(tuple("AccountDeleted", 1L), tuple("RepositoryDeleted", 101L));
  }

  @Test
  void tasksAfterTheCommit_runOnce_andNotAfterAFailure() {
    AtomicInteger ran = new AtomicInteger();
    database.write(transaction -> {
      transaction.afterCommit(ran::incrementAndGet);
      return true;
    });
    assertThat(ran).hasValue(1);
    assertThatThrownBy(() ->
        database.write(transaction -> {
          transaction.afterCommit(ran::incrementAndGet);
          throw new IllegalStateException("No");
        }));
    assertThat(ran).hasValue(1);
  }

  @Test
  void readers_keepTheirPlace_inTheTransactionOfTheirWork() {
    write(new Change.Space(1));
    write(new Change.Space(2));
    Cursor first = feed.after(start, 1).getFirst().cursor();
    assertThat(feed.position("index")).isEqualTo(Cursor.START);
    assertThatThrownBy(() ->
        database.write(transaction -> {
          feed.moveTo(transaction, "index", first);
          throw new IllegalStateException("The work failed");
        }));
    assertThat(feed.position("index")).isEqualTo(Cursor.START);
    moveTo("index", first);
    assertThat(feed.after(feed.position("index"), 10))
        .extracting(Entry::subjectId)
        .containsExactly(2L);
  }

  @Test
  void trim_leavesTheNewest_andWhatAReaderHasStillToRead() {
    moveTo("slow", start);
    for (int i = 1; i <= 10; i++) {
      write(new Change.Space(i));
    }
    List<Entry> all = feed.after(start, 100);
    feed.trim(0, 1000);
    assertThat(feed.after(start, 100)).isEqualTo(all);
    moveTo("slow", all.get(6).cursor());
    feed.trim(2, 1000);
    assertThat(feed.after(start, 100)).extracting(Entry::subjectId).containsExactly(8L, 9L, 10L);
    moveTo("slow", all.getLast().cursor());
    feed.trim(2, 1000);
    assertThat(feed.after(start, 100)).extracting(Entry::subjectId).containsExactly(9L, 10L);
  }

  /** A write that began first and ends last must not be skipped by who reads in between. */
  @Test
  void aReader_skipsNoChange_ofAWriteThatEndsLate() throws Exception {
    CountDownLatch changed = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> slow =
          writers.submit(() ->
              database.write(transaction -> {
                // Takes its id now, and commits later.
                ChangeFeed.append(transaction.handle(), List.of(new Change.Space(1)));
                changed.countDown();
                await(released);
                return true;
              }));
      await(changed);
      Future<Boolean> quick =
          writers.submit(() ->
              database.write(transaction -> {
                transaction.changed(new Change.Space(2));
                return true;
              }));
      if (product == Product.POSTGRESQL) {
        quick.get(); // On SQLite it waits for the slow one, and the two are never out of order.
      }
      List<Entry> between = feed.after(start, 10);
      released.countDown();
      slow.get();
      quick.get();
      Cursor cursor = between.isEmpty() ? start : between.getLast().cursor();
      List<Long> seen = new ArrayList<>(between.stream().map(Entry::subjectId).toList());
      feed.after(cursor, 10).forEach(entry -> seen.add(entry.subjectId()));
      assertThat(seen).containsExactlyInAnyOrder(1L, 2L);
    }
  }

  private void write(Change change) {
    database.write(transaction -> {
      transaction.changed(change);
      return true;
    });
  }

  private void moveTo(String reader, Cursor cursor) {
    database.write(transaction -> {
      feed.moveTo(transaction, reader, cursor);
      return true;
    });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
