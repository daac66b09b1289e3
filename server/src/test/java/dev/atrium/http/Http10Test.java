// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.access.Permission;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of HTTP/1.0, as nginx sends them to a server behind it by default. */
class Http10Test {
  private static final String HEADERS =
      "User-Agent: test\r\nAuthorization: Bearer " + Door.TOKEN + "\r\n";

  private final Door door =
      new Door(
          LimitSettings.standard().perToken(0),
          route("GET", request -> Response.text("hello", "text/plain; charset=utf-8")),
          route(
              "POST",
              request ->
                  Response.text(
                      request.fields("T").text("a", 9).or(""), "text/plain; charset=utf-8")));

  private static Route route(String method, Handler handler) {
    return Door.route(Profile.REST, method, "/rest", Permission.SIGNED_IN, handler);
  }

  @AfterEach
  void stop() {
    door.close();
  }

  /** Sends the pieces one by one, and returns all that comes until the server closes. */
  private String ask(String... pieces) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      socket.setSoTimeout(10_000);
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      for (String piece : pieces) {
        out.write(piece.getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void aGet_isAnsweredAndItsConnectionEnded() throws IOException {
    for (String more : new String[] {"", "Connection: close\r\n", "Connection: keep-alive\r\n"}) {
      assertThat(ask("GET /rest HTTP/1.0\r\nHost: a.example.com\r\n" + more + HEADERS + "\r\n"))
          .startsWith("HTTP/1.1 200")
          .contains("Content-Length: 5")
          .endsWith("\r\n\r\nhello");
    }
    assertThat(door.log()).contains("status=200").doesNotContain("status=400");
  }

  @Test
  void aRequestInPieces_isAnswered() throws IOException {
    String body = "{\"a\":\"b\"}";
    assertThat(
            ask(
                "POST /re",
                "st HTTP/1.",
                "0\r",
                "\nHost: a.example.com\r\n" + HEADERS,
                "Content-Length: " + body.length() + "\r\n\r\n",
                body))
        .startsWith("HTTP/1.1 200")
        .endsWith("\r\n\r\nb");
  }

  @Test
  void otherVersions_areRefusedAsBefore() throws IOException {
    for (String version : new String[] {"HTTP/0.9", "HTTP/1.2", "HTTP/1.00"}) {
      assertThat(ask("GET /rest " + version + "\r\nHost: a.example.com\r\n\r\n"))
          .startsWith("HTTP/1.1 400");
    }
  }
}
