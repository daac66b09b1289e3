// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.error.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Who gets room for an answer, who waits, and who is refused. */
class AnswerMemoryTest {
  private static final int ALL = 16 * 1024 * 1024;
  private static final String SMALL = "a".repeat(AnswerMemory.FREE / 4);
  private static final String NEARLY_LARGE = "a".repeat(AnswerMemory.LARGE / 4 - 1);
  private static final String MIDDLE = "a".repeat(AnswerMemory.LARGE * 3 / 8);
  private static final String LARGE = "a".repeat(AnswerMemory.LARGE / 2);
  private static final String WHOLE = "a".repeat(ALL);

  private static final long TOKEN = 3;
  private static final long OTHER_TOKEN = 4;
  private static final int A_LARGE_SPACE = 1;
  private static final int A_SMALL_SPACE = 2;

  private final AnswerMemory memory = new AnswerMemory(ALL, Duration.ofSeconds(10));

  private AnswerMemory.Share share(long account) {
    AnswerMemory.Share share = memory.share();
    share.requester().of(account);
    return share;
  }

  private static String read(AnswerMemory.Share share, String text) {
    return share.call(() -> {
      AnswerMemory.count(text);
      return text;
    });
  }

  private static void refused(AnswerMemory.Share share, String text) {
    assertThatThrownBy(() -> read(share, text)).isInstanceOf(Full.class);
  }

  private static void fill(AnswerMemory.Share share) {
    read(share, WHOLE);
  }

  @Test
  void count_withoutARequest_doesNothing() {
    AnswerMemory.count(WHOLE);
    AnswerMemory.countWhole(Long.MAX_VALUE);
  }

  @Test
  void objects_areCounted() {
    try (AnswerMemory.Share first = share(1);
        AnswerMemory.Share second = share(1)) {
      fill(first);
      assertThatThrownBy(() ->
              second.call(() -> {
                AnswerMemory.countObjects(10_000);
                return true;
              }))
          .isInstanceOf(Full.class);
    }
  }

  /** The driver's copies of texts are gone by then, so that half is left for another account. */
  @Test
  void aCompleteAnswer_keepsHalfOfWhatItWasMadeOf() {
    try (AnswerMemory.Share first = share(1);
        AnswerMemory.Share second = share(2)) {
      read(first, "a".repeat(ALL * 3 / 16));
      refused(second, LARGE);
      first.trim();
      read(second, LARGE);
    }
  }

  @Test
  void small_isNeverRefused() {
    List<AnswerMemory.Share> all = new ArrayList<>();
    try (AnswerMemory.Share other = share(9)) {
      for (int i = 0; i < 4; i++) {
        all.add(share(i / 2));
        read(all.getLast(), NEARLY_LARGE);
      }
      read(other, SMALL);
      refused(other, SMALL);
    } finally {
      all.forEach(AnswerMemory.Share::close);
    }
  }

  @Test
  void largeAnswers_leaveRoomForOthers_andTheOtherWayRound() {
    try (AnswerMemory.Share first = share(1);
        AnswerMemory.Share second = share(1);
        AnswerMemory.Share other = share(2)) {
      fill(first);
      read(second, NEARLY_LARGE);
      read(other, NEARLY_LARGE);
      refused(other, NEARLY_LARGE); // Together they are a large one.
    }
  }

  @Test
  void tooLargeForAll_isReadAlone() {
    try (AnswerMemory.Share first = share(1);
        AnswerMemory.Share second = share(2)) {
      fill(first);
      refused(second, MIDDLE);
    }
    try (AnswerMemory.Share third = share(3)) {
      read(third, MIDDLE);
    }
  }

  @Test
  void large_ofOneAccount_oneAtATime() throws ExecutionException, InterruptedException {
    try (AnswerMemory.Share second = share(1);
        AnswerMemory.Share other = share(2);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<String> waited;
      try (AnswerMemory.Share first = share(1)) {
        read(first, LARGE);
        refused(second, LARGE);
        read(other, LARGE);
        waited =
            CompletableFuture.supplyAsync(
                () -> {
                  second.await();
                  return read(second, LARGE);
                },
                threads);
        assertThat(waited).isNotDone();
      }
      assertThat(waited.get()).isEqualTo(LARGE);
    }
  }

  @Test
  void moreThan64OfOneAccount_doNotWait() {
    List<AnswerMemory.Share> all = new ArrayList<>();
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try (AnswerMemory.Share first = share(1)) {
        fill(first);
        for (int i = 0; i <= 64; i++) {
          AnswerMemory.Share next = share(1);
          all.add(next);
          refused(next, LARGE);
          waiting.add(
              CompletableFuture.runAsync(
                  () -> {
                    next.await();
                    next.close();
                  },
                  threads));
        }
        assertThat(CompletableFuture.anyOf(waiting.toArray(CompletableFuture<?>[]::new)))
            .failsWithin(Duration.ofSeconds(5))
            .withThrowableThat()
            .havingCause()
            .isInstanceOf(ApiException.class);
      }
      assertThat(waiting)
          .filteredOn(each -> !each.handle((done, e) -> e == null).join())
          .hasSize(1);
    } finally {
      all.forEach(AnswerMemory.Share::close);
    }
  }

  @Test
  void whatIsTakenOnlyForTheWork_isGivenBackBeforeTheAnswerIsSent() {
    try (AnswerMemory.Share first = share(1);
        AnswerMemory.Share other = share(2)) {
      String answer = first.call(() -> AnswerMemory.countWhile(ALL, () -> "small"));
      assertThat(answer).isEqualTo("small");
      refused(other, MIDDLE);
      first.trim();
      other.await();
      read(other, MIDDLE);
    }
  }

  /** Answers just below the size of a large one must not take everybody's room. */
  @Test
  void manyAnswersOfOneAccount_takeHalfOfTheRoomForSuch() throws Exception {
    List<AnswerMemory.Share> all = new ArrayList<>();
    try (AnswerMemory.Share other = share(2);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2; i++) {
        all.add(share(1));
        read(all.getLast(), NEARLY_LARGE);
      }
      AnswerMemory.Share next = share(1);
      all.add(next);
      refused(next, NEARLY_LARGE);
      read(other, NEARLY_LARGE);
      CompletableFuture<String> waited =
          CompletableFuture.supplyAsync(
              () -> {
                next.await();
                return read(next, NEARLY_LARGE);
              },
              threads);
      all.subList(0, all.size() - 1).forEach(AnswerMemory.Share::close);
      assertThat(waited.get()).isEqualTo(NEARLY_LARGE);
    } finally {
      all.forEach(AnswerMemory.Share::close);
    }
    try (AnswerMemory.Share last = share(1)) {
      fill(last); // All of it was given back.
    }
  }

  @Test
  @SuppressWarnings("try") // Closed early on purpose.
  void trim_givesBackWhatTheAnswerDoesNotTake() {
    try (AnswerMemory.Share first = share(1);
        AnswerMemory.Share second = share(2);
        AnswerMemory.Share third = share(3);
        AnswerMemory.Share fourth = share(4)) {
      fill(first);
      refused(second, MIDDLE);
      first.close();
      second.await(); // Takes four times what was refused.
      read(second, MIDDLE);
      String rest = "a".repeat(ALL / 8);
      refused(third, rest);
      second.trim();
      read(fourth, rest);
    }
  }

  @Test
  void await_isRefused_ifThereIsNoRoomInTime() {
    AnswerMemory impatient = new AnswerMemory(ALL, Duration.ofMillis(1));
    try (AnswerMemory.Share first = impatient.share();
        AnswerMemory.Share second = impatient.share()) {
      second.requester().of(2);
      fill(first);
      refused(second, MIDDLE);
      assertThatThrownBy(second::await)
          .isInstanceOfSatisfying(
              ApiException.class,
              e -> {
                assertThat(e.code().status()).isEqualTo(503);
                assertThat(e.retryAfter()).isPositive();
              });
    }
  }

  @Test
  @SuppressWarnings("try") // Closed early on purpose.
  void write_isRefusedUntilItIsDone_andNeverAfter() {
    try (AnswerMemory.Share first = share(1);
        AnswerMemory.Share second = share(2);
        ExecutorService writer = Executors.newSingleThreadExecutor()) {
      fill(first);
      Function<String, String> unit =
          second.call(() ->
              AnswerMemory.write(text -> {
                AnswerMemory.count(text);
                return text;
              }));
      assertThatThrownBy(() -> writer.submit(() -> unit.apply(MIDDLE)).get())
          .hasCauseInstanceOf(Full.class);
      first.close();
      second.await();
      assertThat(unit.apply(MIDDLE)).isEqualTo(MIDDLE);
      read(second, WHOLE);
    }
  }

  @Test
  void whatIsReadWhileAnAnswerIsSent_belongsToItsAccount_andIsNeverRefused() {
    AnswerMemory memory = new AnswerMemory(1, Duration.ZERO);
    try (AnswerMemory.Share share = memory.share()) {
      share.requester().of(7);
      long account =
          share.send(() -> {
            AnswerMemory.countBytes(10L * AnswerMemory.LARGE);
            return AnswerMemory.requester().account();
          });
      assertThat(account).isEqualTo(7);
    }
    assertThat(AnswerMemory.requester().account()).isZero();
  }

  /** To read a large answer only in order to drop it keeps the database from everybody. */
  @Test
  @SuppressWarnings("try") // Closed early on purpose.
  void whereTheLatestAnswerWasLarge_aRequestWaitsBeforeItReads() {
    AnswerMemory impatient = new AnswerMemory(ALL, Duration.ZERO);
    try (AnswerMemory.Share first = impatient.share();
        AnswerMemory.Share second = impatient.share();
        AnswerMemory.Share other = impatient.share()) {
      first.requester().of(1);
      assertThat(first.prepare(TOKEN, A_LARGE_SPACE)).isFalse();
      read(first, LARGE);
      first.trim();
      second.requester().of(1);
      assertThat(second.prepare(TOKEN, A_SMALL_SPACE)).isFalse();
      assertThat(second.prepare(OTHER_TOKEN, A_LARGE_SPACE)).as("it may see less").isFalse();
      assertThatThrownBy(() -> second.prepare(TOKEN, A_LARGE_SPACE))
          .isInstanceOfSatisfying(
              ApiException.class, e -> assertThat(e.code().status()).isEqualTo(503));
      other.requester().of(2);
      assertThat(other.prepare(TOKEN, A_LARGE_SPACE)).isFalse();
      first.close();
      assertThat(second.prepare(TOKEN, A_LARGE_SPACE)).isTrue();
      read(second, SMALL);
      second.trim();
      second.close();
      assertThat(second.prepare(TOKEN, A_LARGE_SPACE)).isFalse();
    }
  }

  @Test
  @SuppressWarnings("try") // Closed early on purpose.
  void anAnswerThatFoundNoRoom_isKnownAsLarge() {
    AnswerMemory impatient = new AnswerMemory(ALL, Duration.ZERO);
    try (AnswerMemory.Share first = impatient.share();
        AnswerMemory.Share second = impatient.share()) {
      read(first, LARGE);
      assertThat(second.prepare(TOKEN, A_LARGE_SPACE)).isFalse();
      refused(second, LARGE);
      assertThatThrownBy(second::await).isInstanceOf(ApiException.class);
      first.close();
      assertThat(second.prepare(TOKEN, A_LARGE_SPACE)).isTrue();
    }
  }
}
