// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The requests to a service for embeddings, repeated while that may help. */
final class EmbeddingsService implements AutoCloseable {
  /** The bytes of an answer: some for the frame, and for each text 4,096 numbers of 32 digits. */
  private static final int MOST_OF_FRAME = 1 << 20;

  private static final int MOST_OF_TEXT = 1 << 17;

  private final URI address;
  private final String model;
  private final String key;
  private final Patience patience;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable HttpClient client;

  EmbeddingsService(URI address, String model, String key, Patience patience) {
    this.address = address;
    this.model = model;
    this.key = key;
    this.patience = patience;
  }

  /**
   * Returns the vectors of at most 64 texts.
   *
   * @param most the time for all attempts together
   */
  List<float[]> vectors(List<String> texts, Duration most) {
    String body = EmbeddingsJson.request(model, texts);
    int bytes = MOST_OF_FRAME + texts.size() * MOST_OF_TEXT;
    long end = System.nanoTime() + most.toNanos();
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<byte[]> answer = send(body, bytes, end - System.nanoTime());
        if (answer.statusCode() == 200) {
          return EmbeddingsJson.vectors(answer.body(), texts.size());
        }
        throw Refusal.of(answer, key);
      } catch (Refusal e) {
        Duration pause = e.pause() == null ? ownPause(attempt) : e.pause();
        boolean late = end - System.nanoTime() <= pause.toNanos();
        boolean isTooLong = pause.compareTo(patience.longest()) > 0;
        if (!e.mayPass() || attempt >= patience.attempts() || late || isTooLong) {
          throw e.forCaller();
        }
        await(pause);
      }
    }
  }

  /** Returns the pause after an attempt: twice the one before, and up to half of that more. */
  private Duration ownPause(int attempt) {
    long pause = patience.first().toNanos() << (attempt - 1);
    return Duration.ofNanos(pause + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
  }

  /** Sends a request once. The time is that until the last byte of the answer. */
  private HttpResponse<byte[]> send(String body, int bytes, long nanos) throws Refusal {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("User-Agent", "atrium")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client()
            .sendAsync(
                request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), bytes));
    try {
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw EmbeddingException.interrupted();
    } catch (TimeoutException e) {
      throw Refusal.unreachable("it did not answer in time");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw Refusal.unreachable(String.valueOf(fault));
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      answer.cancel(true); // ends the connection of an answer that is late
    }
  }

  private synchronized HttpClient client() {
    if (closed.getCount() == 0) {
      throw new IllegalStateException("The embedder is closed.");
    }
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(patience.connect())
              .build();
      client = made;
    }
    return made;
  }

  private void await(Duration pause) {
    try {
      if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("The embedder is closed.");
      }
    } catch (InterruptedException e) {
      throw EmbeddingException.interrupted();
    }
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    if (client != null) {
      client.shutdownNow();
      client = null;
    }
  }
}
