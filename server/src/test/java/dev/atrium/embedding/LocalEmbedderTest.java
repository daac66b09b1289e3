// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEmbedderTest {
  @TempDir private static Path folder;

  private static final AtomicInteger PAUSES = new AtomicInteger();
  private static @Nullable LocalEmbedder shared;

  private static synchronized LocalEmbedder embedder() {
    if (shared == null) {
      shared = new LocalEmbedder(folder, PAUSES::incrementAndGet);
    }
    return shared;
  }

  @AfterAll
  static void close() {
    embedder().close();
  }

  private static double cosine(float[] one, float[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> (double) one[i] * other[i]).sum();
  }

  @Test
  void vectors_ofLikeSentences_areNearer() {
    float[] question = embedder().query("How do I give money back to a customer?");
    List<float[]> found =
        embedder()
            .passages(
                List.of(
                    "Refunds: return the charged amount to the buyer's card.",
                    "The garbage collector frees memory that nothing refers to.",
                    "void refund(Charge charge) { card.credit(charge.amount()); }"));
    double refunds = cosine(question, found.get(0));
    double memory = cosine(question, found.get(1));
    double code = cosine(question, found.get(2));
    assertThat(refunds).isGreaterThan(memory + .2);
    assertThat(code).isGreaterThan(memory + .1);
  }

  @Test
  void vectors_areThoseOfTheModel() {
    float[] cat = embedder().query("A cat sits on the mat.");
    float[] dog = embedder().query("A kitten is sitting on a rug.");
    assertThat(cat).hasSize(384).hasSize(embedder().dimensions());
    assertThat(cosine(cat, cat)).isBetween(1 - 1e-6, 1 + 1e-6);
    assertThat(cosine(cat, dog)).isBetween(.5, .9);
  }

  @Test
  void vector_doesNotDependOnWhatElseIsAsked() {
    String text = "A repository has branches, tags and commits.";
    float[] alone = embedder().query(text);
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add("class Number" + i + " { " + "int field; ".repeat(i * 7) + "}");
    }
    many.add(11, text);
    assertThat(embedder().passages(many).get(11)).containsExactly(alone);
  }

  @Test
  void passages_areInTheOrderOfTheTexts() {
    List<String> texts =
        List.of("b", "a much longer text that is worked on first", "", "\ud800", "b");
    List<float[]> vectors = embedder().passages(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(vectors.get(i)).as(texts.get(i)).containsExactly(embedder().query(texts.get(i)));
    }
    assertThat(embedder().passages(List.of())).isEmpty();
  }

  @Test
  void text_beyondTheLimitOfTokens_isLeftOut() {
    String long128 = "commit ".repeat(126);
    assertThat(embedder().query(long128 + "penguins in the antarctic"))
        .containsExactly(embedder().query(long128));
  }

  @Test
  void pause_isCalledBeforeEachText() {
    int before = PAUSES.get();
    embedder().passages(List.of("one", "two", "three"));
    assertThat(PAUSES.get()).isGreaterThanOrEqualTo(before + 3);
  }

  @Test
  void query_isAnswered_whileAllWorkersPause() throws InterruptedException {
    CountDownLatch paused = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    try (LocalEmbedder held = new LocalEmbedder(folder, 16, 2, () -> waitFor(paused, go))) {
      AtomicReference<List<float[]>> found = new AtomicReference<>(List.of());
      Thread caller =
          Thread.startVirtualThread(() -> found.set(held.passages(List.of("a", "b", "c"))));
      paused.await();
      assertThat(held.query("a")).hasSize(384);
      go.countDown();
      caller.join();
      assertThat(found.get()).hasSize(3);
    }
  }

  private static void waitFor(CountDownLatch paused, CountDownLatch go) {
    paused.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void interruptedCaller_getsAFailureThatPasses_andTheWorkerGoesOn() throws InterruptedException {
    CountDownLatch paused = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicReference<Runnable> pause = new AtomicReference<>(() -> waitFor(paused, never));
    try (LocalEmbedder held = new LocalEmbedder(folder, 16, 1, () -> pause.get().run())) {
      AtomicReference<Throwable> failure = new AtomicReference<>(new AssertionError("no failure"));
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  held.passages(List.of("a", "b"));
                } catch (RuntimeException e) {
                  failure.set(e);
                }
              });
      paused.await();
      pause.set(() -> {});
      caller.interrupt();
      caller.join();
      assertThat(failure.get())
          .isInstanceOfSatisfying(
              EmbeddingException.class, e -> assertThat(e.isPassing()).isTrue());
      assertThat(held.passages(List.of("c"))).hasSize(1);
    }
  }

  @Test
  void pauseThatFails_failsTheCall() {
    try (LocalEmbedder held =
        new LocalEmbedder(
            folder,
            16,
            1,
            () -> {
              throw new IllegalArgumentException("no");
            })) {
      assertThatThrownBy(() -> held.passages(List.of("a"))).hasRootCauseMessage("no");
      assertThat(held.query("a")).hasSize(384);
    }
  }

  @Test
  void nothing_isLogged() {
    Logger logger = Logger.getLogger("ai.onnxruntime");
    Queue<LogRecord> logged = new ConcurrentLinkedQueue<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(line);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try (LocalEmbedder quiet = new LocalEmbedder(folder, 16, 1, () -> {})) {
      quiet.passages(List.of("a", "b"));
      quiet.query("c");
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged).extracting(LogRecord::getMessage).isEmpty();
  }

  @Test
  void closed_refuses() {
    LocalEmbedder closed = new LocalEmbedder(folder, () -> {});
    closed.query("a");
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.query("a")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> closed.passages(List.of("a")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bounds_areHeld() {
    List<String> many =
        IntStream.rangeClosed(0, Embedder.MOST_PASSAGES).mapToObj(i -> "a").toList();
    assertThatThrownBy(() -> embedder().passages(many))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LocalEmbedder(folder, 513, 1, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LocalEmbedder(folder, 2, 1, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LocalEmbedder(folder, 128, 0, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    for (String text :
        List.of(
            "\u0316\u0301".repeat(500_000),
            "x".repeat(100_000),
            "\ud800".repeat(100_000),
            "a b".repeat(100_000))) {
      assertThat(embedder().query(text)).hasSize(384);
    }
  }

  /** Whoever changes the model's files finds here that the name of its vectors must change too. */
  @Test
  void model_namesTheFilesThatItWasMadeFor() throws Exception {
    assertThat(embedder().model()).isEqualTo("all-minilm-l6-v2-q/128/1");
    assertThat(digest(MiniLm.NAME + ".onnx"))
        .isEqualTo("afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1");
    assertThat(digest(MiniLm.NAME + "-tokenizer.json"))
        .isEqualTo("da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0");
  }

  private static String digest(String resource) throws Exception {
    try (InputStream stream = MiniLm.class.getClassLoader().getResourceAsStream(resource)) {
      byte[] bytes = Objects.requireNonNull(stream).readAllBytes();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
  }
}
