// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Answers that take long to make, and are small enough for one account to have many at once. */
@Isolated("It holds the carriers, which all tests share.")
class LongAnswersTest {
  private static final String AGENT = "User-Agent: test";

  private final AtomicBoolean enough = new AtomicBoolean();
  private final Door door =
      new Door(
          LimitSettings.standard().perToken(0),
          get(
              "/long",
              request -> {
                List<String> value = Collections.nCopies(9, "x".repeat(100_000));
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
}
