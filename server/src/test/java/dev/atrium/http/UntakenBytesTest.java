// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.http.ConnectionLimits.Deadlines;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients send and the server has not taken: it counts, whatever form it has. */
class UntakenBytesTest {
  private static final String AGENT = "User-Agent: test";
  private static final int BUDGET = 500_000;

  /** More bytes than the buffers of a connection hold. */
  private static final int MUCH = 64_000_000;

  private final Door door =
      new Door(
          LimitSettings.standard().perToken(0),
          new ConnectionLimits(200, 200, BUDGET, Deadlines.standard()),
          Optional.empty(),
          Door.route(
              Profile.REST,
              "POST",
              "/body",
              request -> Response.ok(List.of(request.object().size()))),
          Door.route(Profile.REST, "GET", "/small", request -> Response.ok(List.of())));

  @AfterEach
  void stop() {
    door.close();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Sends more and more, until the server ends the connection. Returns how much it took. */
  private static int push(Socket socket, String first) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] more = ascii("0".repeat(16 * 1024));
    int sent = 0;
    try {
      out.write(ascii(first));
      while (sent < MUCH) {
        out.write(more);
        sent += more.length;
      }
    } catch (SocketException e) {
      // The server ended it.
    }
    return sent;
  }

  private void isServed() throws IOException {
    assertThat(door.send("GET /small", AGENT)).startsWith("HTTP/1.1 200");
  }

  /** A large chunk, one of a request that is refused, and a size that never ends. */
  @ParameterizedTest
  @CsvSource({"/body, 7fffff00", "/none, 7fffff00", "/body, 0"})
  void chunksWithoutEnd_endTheirConnection(String path, String size) throws IOException {
    try (Socket socket = door.open("POST " + path, AGENT, "Transfer-Encoding: chunked")) {
      assertThat(push(socket, size.equals("0") ? "" : size + "\r\n")).isLessThan(MUCH);
    }
    isServed();
  }

  @Test
  void manyChunks_areTaken_howeverMuchTheyAreTogether() throws IOException {
    String chunk = "c350\r\n" + "x".repeat(50_000) + "\r\n";
    String chunks = "6\r\n{\"a\":\"\r\n" + chunk.repeat(40) + "2\r\n\"}\r\n0\r\n\r\n";
    try (Socket socket = door.open("POST /body", AGENT, "Transfer-Encoding: chunked")) {
      socket.getOutputStream().write(ascii(chunks));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("[1]");
    }
  }

  /** Returns headers, with those that {@link Door} adds itself. */
  private static String[] headers(int count, String... first) {
    String[] all = Arrays.copyOf(first, count - 2);
    for (int i = first.length; i < all.length; i++) {
      all[i] = "h" + i + ": v";
    }
    return all;
  }

  @Test
  void moreThan200Headers_are431_butLinesOfABodyAreNoHeaders() throws IOException {
    assertThat(door.send("GET /small", headers(200, AGENT))).startsWith("HTTP/1.1 200");
    assertThat(door.send("GET /small", headers(201, AGENT))).startsWith("HTTP/1.1 431");
    String body = "{" + "\n".repeat(500) + "\"a\": 1}";
    try (Socket socket = door.open("POST /body", AGENT, "Content-Length: " + body.length())) {
      socket.getOutputStream().write(ascii(body));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200");
    }
    String whole =
        "POST /body HTTP/1.1\r\nHost: a\r\nUser-Agent: a\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      socket.getOutputStream().write(ascii(whole));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void headersCount_whileTheirRequestIsUnderWay() throws IOException {
    String[] many = headers(180, AGENT, "Content-Length: 9");
    List<Socket> waiting = new ArrayList<>();
    try {
      boolean refused = false;
      while (!refused && waiting.size() < 60) {
        Socket socket = door.open("POST /body", many);
        waiting.add(socket);
        socket.setSoTimeout(200);
        refused = isEnded(socket);
      }
      assertThat(refused).isTrue();
      assertThat(waiting).hasSizeGreaterThan(10);
      isServed();
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  /** A first request is answered; the second came with it, and its headers have no end. */
  @Test
  void headersThatCameWithTheRequestBefore_count() throws IOException {
    String together =
        "GET /small HTTP/1.1\r\nHost: a\r\nUser-Agent: a\r\n\r\nGET /small HTTP/1.1\r\n"
            + "abc:\n".repeat(500);
    List<Socket> waiting = new ArrayList<>();
    try {
      boolean refused = false;
      while (!refused && waiting.size() < 60) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
        waiting.add(socket);
        socket.getOutputStream().write(ascii(together));
        socket.setSoTimeout(200);
        refused = readsToItsEnd(socket);
      }
      assertThat(refused).isTrue();
      isServed();
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  private static boolean readsToItsEnd(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private static boolean isEnded(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }
}
