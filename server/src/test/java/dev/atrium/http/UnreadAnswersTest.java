// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Large answers: those that nobody reads, and those that take long to make. */
class UnreadAnswersTest {
  private static final String AGENT = "User-Agent: test";
  private static final String TOKEN = "Authorization: Bearer " + Door.TOKEN;

  /** More than the system keeps for a connection. */
  private static final int LARGE = 16 * 1024 * 1024;

  private static final int READERS = 5;

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final Door door =
      new Door(
          LimitSettings.standard().perToken(0),
          get(
              "/large",
              request -> {
                made.incrementAndGet();
                return Response.ok(Body.Bytes.of(new byte[LARGE], "text/x"));
              }),
          get(
              "/long",
              request -> {
                List<String> value = Collections.nCopies(50, "x".repeat(100_000));
                Response answer;
                do {
                  answer = Response.ok(value);
                } while (!enough.get());
                return answer;
              }),
          get("/small", request -> Response.ok(List.of())));

  private static Route get(String path, Handler handler) {
    return Door.route(Profile.REST, "GET", path, handler);
  }

  @AfterEach
  void stop() {
    door.close();
  }

  @Test
  void clientsThatDoNotRead_haveTwoAnswersMadeForATokenAndPath() throws IOException {
    assertThat(door.bytes("GET /large", AGENT, TOKEN)).hasSizeGreaterThan(LARGE);
    List<Socket> deaf = new ArrayList<>();
    try {
      for (int i = 0; i < READERS; i++) {
        deaf.add(door.open("GET /large", AGENT, TOKEN));
      }
      assertThat(door.send("GET /small", AGENT, TOKEN)).startsWith("HTTP/1.1 200");
      List<String> statuses = new ArrayList<>();
      for (Socket socket : deaf) {
        socket.setSoTimeout(30_000);
        byte[] start = socket.getInputStream().readNBytes(12);
        statuses.add(new String(start, StandardCharsets.US_ASCII));
      }
      assertThat(statuses).filteredOn("HTTP/1.1 200"::equals).hasSize(LargeAnswers.OF_TOKEN);
      assertThat(statuses)
          .filteredOn("HTTP/1.1 503"::equals)
          .hasSize(READERS - LargeAnswers.OF_TOKEN);
      assertThat(made).hasValue(1 + LargeAnswers.OF_TOKEN);
    } finally {
      for (Socket socket : deaf) {
        socket.close();
      }
    }
    assertThat(door.bytes("GET /large", AGENT, TOKEN)).hasSizeGreaterThan(LARGE);
  }

  @Test
  void answersThatTakeLongToMake_letOthersGoOn() throws IOException {
    List<Socket> busy = new ArrayList<>();
    try {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        busy.add(door.open("GET /long", AGENT));
      }
      assertThat(door.send("GET /small", AGENT)).startsWith("HTTP/1.1 200");
    } finally {
      enough.set(true);
      for (Socket socket : busy) {
        socket.close();
      }
    }
  }

  @Test
  void charactersBeyondTheBasicPlane_takeFourBytes() {
    assertThat(Json.write("😀")).isEqualTo("\"😀\"".getBytes(StandardCharsets.UTF_8));
  }
}
