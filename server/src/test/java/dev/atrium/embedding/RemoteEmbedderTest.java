// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on the loopback interface, which answers what each test tells it. */
@Timeout(60)
class RemoteEmbedderTest {
  private static final String KEY = "sk-secret-4f1c";
  private static final Patience QUICK =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          3,
          Duration.ofMillis(1),
          Duration.ofSeconds(2));

  private EmbeddingsServer server = new EmbeddingsServer();
  private RemoteEmbedder embedder = embedder(QUICK);

  @BeforeEach
  void start() throws IOException {
    server.start();
    embedder = embedder(QUICK);
  }

  @AfterEach
  void stop() {
    embedder.close();
    server.close();
  }

  private RemoteEmbedder embedder(Patience patience) {
    return new RemoteEmbedder(server.base(), "small", KEY, patience);
  }

  private EmbeddingException failure() {
    EmbeddingException failure =
        catchThrowableOfType(EmbeddingException.class, () -> embedder.query("text"));
    for (Throwable e = failure; e != null; e = e.getCause()) {
      assertThat(e.toString()).doesNotContain(KEY);
    }
    return failure;
  }

  @Test
  void request_isThatOfOpenAi() {
    server.answer(200, EmbeddingsServer.vectors("[3,4]"));
    assertThat(embedder.query("What is it?")).containsExactly(.6f, .8f);
    EmbeddingsServer.Request request = server.requests().getFirst();
    assertThat(request.line()).isEqualTo("POST /v1/embeddings");
    assertThat(request.authorization()).isEqualTo("Bearer " + KEY);
    assertThat(request.body().path("model").asText()).isEqualTo("small");
    assertThat(request.body().path("encoding_format").asText()).isEqualTo("float");
    assertThat(request.texts()).containsExactly("What is it?");
  }

  @Test
  void withoutKey_noAuthorizationIsSent() {
    server.answer(200, EmbeddingsServer.vectors("[1]"));
    try (RemoteEmbedder open = new RemoteEmbedder(server.base(), "small", "", QUICK)) {
      open.query("a");
    }
    assertThat(server.requests().getFirst().authorization()).isEmpty();
  }

  @Test
  void model_isKnownWithoutTheService_andDimensions_areItsFirstAnswers() {
    assertThat(embedder.model()).isEqualTo("remote/small@" + server.base());
    server.answer(200, EmbeddingsServer.vectors("[1,2,2]"));
    assertThat(embedder.dimensions()).isEqualTo(3);
    assertThat(embedder.dimensions()).isEqualTo(3);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void passages_goBy64_inOrder() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      texts.add("text " + i);
    }
    server.answerEachText();
    List<float[]> vectors = embedder.passages(texts);
    assertThat(vectors).hasSize(130);
    for (int i = 0; i < 130; i++) {
      assertThat(vectors.get(i)[1] / vectors.get(i)[0]).isEqualTo(i, offset(.01f));
    }
    assertThat(server.requests())
        .extracting(request -> request.texts().size())
        .containsExactly(64, 64, 2);
    assertThat(embedder.passages(List.of())).isEmpty();
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void texts_areSentSoThatNoneIsRefused() {
    server.answer(200, EmbeddingsServer.vectors("[1]", "[1]", "[1]"));
    embedder.passages(List.of(" ", "x".repeat(1_000_000), "half \ud800 pair"));
    assertThat(server.requests().getFirst().texts())
        .containsExactly(".", "x".repeat(8000), "half ? pair");
  }

  @Test
  void index_saysWhichTextAVectorBelongsTo() {
    server.answer(
        200,
        "{\"data\":[{\"index\":1,\"embedding\":[0,1]},{\"index\":0,\"embedding\":[1,0]}],\"usage\":{}}");
    List<float[]> vectors = embedder.passages(List.of("a", "b"));
    assertThat(vectors.get(0)).containsExactly(1, 0);
    assertThat(vectors.get(1)).containsExactly(0, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "<html>",
        "{\"data\":[]}",
        "{\"data\":[null]}",
        "{\"data\":7}",
        "{\"data\":[{\"embedding\":[1]},{\"embedding\":[1]}]}",
        "{\"data\":[{\"embedding\":[]}]}",
        "{\"data\":[{\"embedding\":[0,0]}]}",
        "{\"data\":[{\"embedding\":[1,null]}]}",
        "{\"data\":[{\"embedding\":[1,1e400]}]}",
        "{\"data\":[{\"embedding\":[1,\"NaN\"]}]}",
        "{\"data\":[{\"embedding\":\"AACAPw==\"}]}",
        "{\"data\":[{\"index\":1,\"embedding\":[1]}]}",
        "{\"data\":[{\"index\":-1,\"embedding\":[1]}]}"
      })
  void answer_thatIsNotOneVectorForEachText_failsForGood(String body) {
    server.answer(200, body);
    assertThat(failure().isPassing()).isFalse();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void answer_ofTooManyNumbers_fails() {
    server.answer(200, EmbeddingsServer.vectors("[1" + ",0".repeat(16_384) + "]"));
    assertThat(failure()).hasMessageContaining("more than 16384");
  }

  @Test
  void vectorOfOtherDimensions_fails() {
    server.answer(200, EmbeddingsServer.vectors("[1,1]"));
    embedder.query("a");
    server.answer(200, EmbeddingsServer.vectors("[1,1,1]"));
    assertThat(failure())
        .hasMessage("The service for embeddings gave a vector of 3 numbers after one of 2.");
  }

  @Test
  void answerWithoutEnd_isCutOff() {
    server.answerWithoutEnd();
    assertThat(failure().isPassing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 529})
  void busyService_isAskedAgain(int status) {
    server.answer(status, "", "Retry-After", "0");
    server.answer(status, "");
    server.answer(200, EmbeddingsServer.vectors("[1]"));
    assertThat(embedder.query("a")).containsExactly(1);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void serviceThatStaysBusy_isGivenUp() {
    server.answer(503, "");
    EmbeddingException failure = failure();
    assertThat(failure).hasMessage("The service for embeddings answers 503.");
    assertThat(failure.isPassing()).isTrue();
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void retryAfter_isWaitedFor() {
    server.answer(429, "", "Retry-After", "1");
    server.answer(200, EmbeddingsServer.vectors("[1]"));
    long begun = System.nanoTime();
    embedder.query("a");
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "999999999", "in an hour"})
  void retryAfter_beyondOurPatience_isNotWaitedFor(String value) {
    String inAnHour =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    server.answer(429, "", "Retry-After", value.equals("in an hour") ? inAnHour : value);
    assertThat(failure().isPassing()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void retryAfter_inThePastOrUnreadable_isNoPause() {
    server.answer(429, "", "Retry-After", "Sat, 1 Jan 2000 00:00:00 GMT");
    server.answer(429, "", "Retry-After", "soon");
    server.answer(200, EmbeddingsServer.vectors("[1]"));
    assertThat(embedder.query("a")).hasSize(1);
  }

  @Test
  void refusal_failsForGood_withTheServicesWords_withoutTheKey() {
    server.answer(404, "{\"error\":{\"message\":\"No model small\\nfor " + KEY + "\"}}");
    EmbeddingException failure = failure();
    assertThat(failure).hasMessage("The service for embeddings answers 404: No model small for …");
    assertThat(failure.isPassing()).isFalse();
    assertThat(server.requests()).hasSize(1);
    server.answer(400, "{\"error\":\"" + "x".repeat(195) + KEY + "\"}");
    assertThat(failure().getMessage()).hasSizeLessThan(250).doesNotContain(KEY.substring(0, 3));
    server.answer(422, "<html>");
    assertThat(failure()).hasMessage("The service for embeddings answers 422.");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusedKey_isNotTold_evenInParts(int status) {
    server.answer(status, "{\"error\":{\"message\":\"Incorrect key: sk-sec***4f1c\"}}");
    assertThat(failure())
        .hasMessage("The service for embeddings refuses the key (%d).".formatted(status));
  }

  @Test
  void redirect_isNotFollowed() {
    server.answer(307, "", "Location", server.base() + "/other");
    EmbeddingException failure = failure();
    assertThat(failure).hasMessageContaining("307, a redirect, which is not followed");
    assertThat(failure.isPassing()).isFalse();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void serviceThatIsNotThere_failsAndPasses() {
    server.close();
    EmbeddingException failure = failure();
    assertThat(failure).hasMessageContaining("cannot be reached");
    assertThat(failure.isPassing()).isTrue();
  }

  @Test
  void lateAnswer_isNotWaitedFor() {
    Duration most = Duration.ofMillis(300);
    embedder.close();
    embedder = embedder(new Patience(most, most, most, 3, Duration.ofMillis(1), most));
    server.holdAnswers();
    EmbeddingException failure = failure();
    assertThat(failure).hasMessageContaining("it did not answer in time");
    assertThat(failure.isPassing()).isTrue();
  }

  @Test
  void close_endsWhatIsUnderWay() throws InterruptedException {
    assertThat(failureAfter(caller -> embedder.close())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> embedder.query("a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void interruptedCaller_getsAFailureThatPasses() throws InterruptedException {
    assertThat(failureAfter(Thread::interrupt))
        .isInstanceOfSatisfying(EmbeddingException.class, e -> assertThat(e.isPassing()).isTrue());
  }

  /** Returns how a query ends for its caller after something happens while the service has it. */
  private Throwable failureAfter(Consumer<Thread> event) throws InterruptedException {
    server.holdAnswers();
    AtomicReference<Throwable> failure = new AtomicReference<>(new AssertionError("no failure"));
    Thread caller =
        Thread.startVirtualThread(() -> {
          try {
            embedder.query("a");
          } catch (RuntimeException e) {
            failure.set(e);
          }
        });
    server.awaitRequest();
    event.accept(caller);
    caller.join();
    return failure.get();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host/v1",
        "host/v1",
        "https:///v1",
        "https://me:pass@host/v1",
        "https://host/v1?key=1",
        "https://host/v1#x"
      })
  void address_ofAnotherForm_isRefused(String base) {
    assertThatThrownBy(() -> new RemoteEmbedder(URI.create(base), "small", KEY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-secret\n", "sk secret", "sk-sécret"})
  void key_thatNoHeaderMayHave_isRefusedWithoutTellingIt(String key) {
    assertThatThrownBy(() -> new RemoteEmbedder(server.base(), "small", key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The key has a character that no header may have.");
  }

  @Test
  void bounds_areHeld() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i <= Embedder.MOST_PASSAGES; i++) {
      many.add("a");
    }
    assertThatThrownBy(() -> embedder.passages(many)).isInstanceOf(IllegalArgumentException.class);
    for (String name : List.of("", " ", "a b", "x".repeat(101))) {
      assertThatThrownBy(() -> new RemoteEmbedder(server.base(), name, ""))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
