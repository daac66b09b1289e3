// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.error.ApiException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reads that wait, for a turn or for heavy work, while the right to them is taken away. */
class SlowReadsTest {
  private static final String AGENT = "User-Agent: test";
  private static final long WHILE = TimeUnit.MILLISECONDS.toNanos(60);

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger decisions = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean allowed = true;
  private volatile String grounds = "a reader";
  private final Door door =
      new Door(
          LimitSettings.standard().perToken(0),
          Door.route(Profile.REST, "GET", "/slow", request -> decided(request, this::slowly)));

  @AfterEach
  void stop() {
    door.close();
  }

  private Response decided(Request request, Supplier<Response> read) {
    decisions.incrementAndGet();
    if (!allowed) {
      throw ApiException.notFound();
    }
    return request.decided(grounds, read);
  }

  private Response slowly() {
    reads.incrementAndGet();
    long since = System.nanoTime();
    begun.countDown();
    try {
      assertThat(goOn.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    while (System.nanoTime() - since < WHILE) {
      Thread.onSpinWait();
    }
    return Response.ok(List.of("secret"));
  }

  @Test
  void otherGrounds_areReadAgain() throws Exception {
    try (Socket socket = door.open("GET /slow", AGENT)) {
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      grounds = "another";
      goOn.countDown();
      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 200");
    }
    assertThat(reads).hasValue(2);
  }

  private String slow(boolean stays) throws Exception {
    try (Socket socket = door.open("GET /slow", AGENT)) {
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      allowed = stays;
      goOn.countDown();
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void aRightThatEndsMeanwhile_hidesWhatWasRead() throws Exception {
    assertThat(slow(false)).startsWith("HTTP/1.1 404").doesNotContain("secret");
  }

  @Test
  void aRightThatStays_isDecidedOnTwice_forOneRead() throws Exception {
    assertThat(slow(true)).startsWith("HTTP/1.1 200").contains("secret");
    assertThat(decisions).hasValue(2);
    assertThat(reads).hasValue(1);
  }
}
