// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Latches;
import dev.atrium.work.HeavyWork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The end of heavy work whose client has gone. */
class ClientWatchTest {
  private static final String TOKEN = "User-Agent: test\r\nAuthorization: Bearer " + Door.TOKEN;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch looked = new CountDownLatch(2);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final HeavyWork heavy = new HeavyWork(1, 1, 1, Duration.ofHours(1), this::look);

  private boolean look() {
    boolean gone = ClientWatch.isGone();
    looked.countDown();
    return gone;
  }

  private Response heavy(HeavyWork.Work<Boolean> work) {
    try {
      return Response.ok(heavy.run(1, work));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Response untilItsEnd(Request request) {
    return heavy(deadline -> {
      begun.countDown();
      try {
        while (true) {
          deadline.check();
        }
      } finally {
        ended.countDown();
      }
    });
  }

  private Response untilTold(Request request) {
    return heavy(deadline -> {
      begun.countDown();
      return Latches.await(goOn);
    });
  }

  @Test
  void work_endsWhenItsClientHasGone() throws Exception {
    try (heavy;
        Door door =
            new Door(
                LimitSettings.standard(),
                Door.route(Profile.PAGE, "GET", "/t", this::untilItsEnd))) {
      Socket client = door.open("GET /t", TOKEN);
      assertThat(Latches.await(begun)).isTrue();
      client.close();
      assertThat(Latches.await(ended)).isTrue();
    }
  }

  @Test
  void work_ofAClientThatStays_isAnswered_asIsTheNextRequestOfItsConnection() throws Exception {
    try (heavy;
        Door door =
            new Door(
                LimitSettings.standard(),
                Door.route(Profile.PAGE, "GET", "/t", this::untilTold),
                Door.route(Profile.PAGE, "GET", "/next", request -> Response.ok("next")));
        Socket client = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      client.setSoTimeout(30_000);
      String head = " HTTP/1.1\r\nHost: x\r\n" + TOKEN + "\r\n";
      client.getOutputStream().write(("GET /t" + head + "\r\n").getBytes(UTF_8));
      assertThat(Latches.await(looked)).isTrue();
      String next = "GET /next" + head + "Connection: close\r\n\r\n";
      client.getOutputStream().write(next.getBytes(UTF_8));
      goOn.countDown();
      String answers = new String(client.getInputStream().readAllBytes(), UTF_8);
      assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
      assertThat(answers).contains("true").endsWith("\"next\"");
    }
  }
}
