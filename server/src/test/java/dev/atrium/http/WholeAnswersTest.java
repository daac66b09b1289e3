// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers whose body is known before they begin. It leaves in the same write as their head. */
class WholeAnswersTest {
  private static final String AGENT = "User-Agent: test";

  private final Door door =
      new Door(
          LimitSettings.standard().perToken(0),
          Door.route(
              Profile.REST,
              "GET",
              "/text/{size}",
              request ->
                  Response.text(text(Integer.parseInt(request.parameter("size"))), "text/plain")),
          Door.route(Profile.REST, "GET", "/nothing", request -> Response.noContent()));

  @AfterEach
  void stop() {
    door.close();
  }

  private static String text(int size) {
    StringBuilder text = new StringBuilder(size);
    while (text.length() < size) {
      text.append(text.length()).append(' ');
    }
    text.setLength(size);
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_000, 14_000, 15_000, 16_383, 16_384, 16_385, 262_144, 600_001})
  void answers_areWhole(int size) throws IOException {
    String answer = door.send("GET /text/" + size, AGENT);
    assertThat(answer).contains("\r\nContent-Length: " + size + "\r\n");
    assertThat(answer).endsWith("\r\n\r\n" + text(size));
  }

  @Test
  void answersOfOneConnection_haveOnlyTheirOwnBodies() throws IOException {
    String answers = together("GET /text/5", "HEAD /text/9", "GET /nothing", "GET /text/3");
    String[] parts = answers.split("(?=HTTP/1.1 )");
    assertThat(parts).hasSize(4);
    assertThat(parts[0]).endsWith("\r\n\r\n" + text(5));
    assertThat(parts[1]).contains("\r\nContent-Length: 9\r\n").endsWith("\r\n\r\n");
    assertThat(parts[2]).startsWith("HTTP/1.1 204").endsWith("\r\n\r\n");
    assertThat(parts[3]).endsWith("\r\n\r\n" + text(3));
  }

  /** Sends requests at once on one connection, which the last of them ends. */
  private String together(String... lines) throws IOException {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      requests.append(lines[i]).append(" HTTP/1.1\r\nHost: localhost\r\n").append(AGENT);
      requests.append(i < lines.length - 1 ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(requests.toString().getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
