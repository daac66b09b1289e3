// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.http.ConnectionLimits;
import dev.atrium.http.ConnectionLimits.Deadlines;
import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.Product;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep a server waiting, or come in too great a number: over HTTP and over HTTPS. */
@ParameterizedClass(name = "tls: {0}")
@ValueSource(booleans = {false, true})
class DeadlinesTest {
  private static final Minted MINTED = Minted.RSA;
  private static final Duration NEVER = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final int PATIENCE = 20_000;
  private static final String GET = "GET /zen HTTP/1.1\r\nHost: x\r\nUser-Agent: test\r\n\r\n";
  private static final String FORM =
      """
      POST /login/oauth/access_token HTTP/1.1
      Host: x
      User-Agent: test
      Content-Type: application/x-www-form-urlencoded
      Content-Length: 4000

      """
          .replace("\n", "\r\n");

  private final boolean tls;
  private final List<Socket> sockets = new ArrayList<>();
  private Optional<Server> server = Optional.empty();

  DeadlinesTest(boolean tls) {
    this.tls = tls;
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.ifPresent(Server::close);
  }

  private static ConnectionLimits limits(Deadlines deadlines) {
    return new ConnectionLimits(100, 50, 1024 * 1024, deadlines);
  }

  private static Deadlines deadlines(
      Duration handshake, Duration first, Duration idle, Duration headers, Duration transfer) {
    return new Deadlines(handshake, first, idle, headers, transfer, NEVER, 1_000_000);
  }

  private void start(ConnectionLimits limits) {
    server =
        Optional.of(
            new Server(
                    Config.of(Product.temporaryFolder())
                        .tls(tls ? Optional.of(MINTED.files()) : Optional.empty())
                        .rateLimit(0)
                        .connections(limits)
                        .build())
                .start());
  }

  /** Connects from an address of this machine, without a TLS handshake. */
  private Socket raw(String from) throws IOException {
    Socket socket =
        new Socket(
            InetAddress.getLoopbackAddress(),
            server.orElseThrow().port(),
            InetAddress.getByName(from),
            0);
    sockets.add(socket);
    socket.setSoTimeout(PATIENCE);
    return socket;
  }

  private Socket connect() throws IOException {
    return connect("127.0.0.1");
  }

  private Socket connect(String from) throws IOException {
    Socket plain = raw(from);
    if (!tls) {
      return plain;
    }
    Socket secure =
        MINTED
            .trusting()
            .getSocketFactory()
            .createSocket(plain, "localhost", plain.getPort(), true);
    sockets.add(secure);
    return secure;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Sends a request, reads its answer, and tells whether there was one. */
  private static boolean isAnswered(Socket socket) {
    return isAnswered(socket, GET);
  }

  private static boolean isAnswered(Socket socket, String request) {
    try {
      send(socket, request);
      return socket.getInputStream().read(new byte[100]) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits for the server to close; fails if it does not. */
  private static void assertEnded(Socket socket) throws IOException {
    try {
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // An answer that was on its way.
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      assertThat(e).isNotNull(); // The connection was reset.
    }
  }

  /** Sends a byte about every 20 ms until the server closes; returns how many were taken. */
  private static int drip(Socket socket) throws IOException {
    socket.setSoTimeout(20);
    for (int sent = 0; sent < PATIENCE / 20; sent++) {
      try {
        send(socket, "x");
        if (socket.getInputStream().read() < 0) {
          return sent;
        }
      } catch (SocketTimeoutException e) {
        // Nothing came, which is what a slow client waits for.
      } catch (IOException e) {
        return sent;
      }
    }
    throw new AssertionError("The server takes a byte at a time without end");
  }

  @Test
  void aClientThatSendsNothing_isEnded() throws IOException {
    start(limits(deadlines(SHORT, SHORT, NEVER, NEVER, NEVER)));
    assertEnded(raw("127.0.0.1"));
    assertThat(isAnswered(connect())).isTrue();
  }

  @Test
  void aClientThatSendsNoMore_isEnded() throws IOException {
    start(limits(deadlines(NEVER, NEVER, SHORT, NEVER, NEVER)));
    Socket socket = connect();
    assertThat(isAnswered(socket)).isTrue();
    assertEnded(socket);
  }

  @Test
  void headersThatComeSlowly_areNotWaitedFor() throws IOException {
    start(limits(deadlines(NEVER, NEVER, NEVER, SHORT, NEVER)));
    Socket silent = connect();
    send(silent, "GET /zen HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    Socket slow = connect();
    send(slow, "GET /zen HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    assertThat(drip(slow)).isLessThan(500);
    assertEnded(silent);
    assertThat(isAnswered(connect())).isTrue();
  }

  @Test
  void headersBehindAWholeRequest_areNotWaitedFor() throws IOException {
    start(limits(deadlines(NEVER, NEVER, NEVER, SHORT, NEVER)));
    Socket silent = connect();
    send(silent, GET + "GET /zen HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    assertEnded(silent);
    assertThat(isAnswered(connect())).isTrue();
  }

  @Test
  void aBodyThatComesSlowly_isNotWaitedFor() throws IOException {
    start(limits(deadlines(NEVER, NEVER, NEVER, NEVER, SHORT)));
    Socket silent = connect();
    send(silent, FORM + "client_id=");
    Socket slow = connect();
    send(slow, FORM + "client_id=");
    assertThat(drip(slow)).isLessThan(500);
    assertEnded(silent);
    assertThat(isAnswered(connect())).isTrue();
  }

  @Test
  void anAnswerThatIsNotRead_isNotSentOn() throws IOException {
    start(limits(deadlines(NEVER, NEVER, NEVER, NEVER, SHORT)));
    Socket socket = connect();
    String many = GET.repeat(200);
    int sent = 0;
    try {
      while (sent < 5_000) { // Until neither side's buffers take more.
        send(socket, many);
        sent++;
      }
    } catch (IOException e) {
      assertThat(e).isNotNull(); // The server closed.
    }
    assertThat(sent).isLessThan(5_000);
    assertThat(isAnswered(connect())).isTrue();
  }

  @Test
  void anAddress_hasHalfOfTheConnections_andTheRestIsForOthers() throws IOException {
    start(new ConnectionLimits(6, 3, 1024 * 1024, deadlines(NEVER, NEVER, NEVER, NEVER, NEVER)));
    List<Socket> own = List.of(connect(), connect(), connect());
    own.forEach(socket -> assertThat(isAnswered(socket)).isTrue());
    assertEnded(raw("127.0.0.1"));
    List<Socket> others = List.of(connect("127.0.0.2"), connect("127.0.0.2"), connect("127.0.0.3"));
    others.forEach(socket -> assertThat(isAnswered(socket)).isTrue());
    assertEnded(raw("127.0.0.3"));
    own.forEach(socket -> assertThat(isAnswered(socket)).isTrue());
  }

  @Test
  void aConnectionThatIsIdle_givesItsPlaceToANewOne() throws IOException {
    Deadlines spare = new Deadlines(NEVER, NEVER, NEVER, NEVER, NEVER, Duration.ZERO, 1_000);
    start(new ConnectionLimits(10, 3, 1024 * 1024, spare));
    List<Socket> all = List.of(connect(), connect(), connect());
    all.subList(1, 3).forEach(socket -> assertThat(isAnswered(socket)).isTrue());
    Socket working = all.get(0);
    // A request under way is never given up. It is under way when it is told to go on.
    send(working, FORM.replace("Host: x", "Host: x\r\nExpect: 100-continue"));
    byte[] goOn = working.getInputStream().readNBytes("HTTP/1.1 100".length());
    assertThat(new String(goOn, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
    assertThat(isAnswered(connect())).isTrue();
    assertEnded(all.get(1));
    send(working, "x".repeat(4000));
    byte[] rest = new byte[1000];
    assertThat(working.getInputStream().readNBytes(rest, 0, 100)).isEqualTo(100);
    assertThat(new String(rest, StandardCharsets.US_ASCII)).contains("HTTP/1.1 200");
  }

  @Test
  void aBodyThatMayFollowARefusal_isNeverTakenForARequest() throws IOException {
    start(limits(deadlines(NEVER, NEVER, NEVER, NEVER, NEVER)));
    Socket socket = connect();
    String refused =
        "POST /user/repos HTTP/1.1\r\nHost: x\r\nUser-Agent: test\r\nExpect: 100-continue\r\n"
            + "Content-Length: "
            + GET.length()
            + "\r\n\r\n";
    send(socket, refused + GET);
    String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(answers).startsWith("HTTP/1.1 401").containsIgnoringCase("connection: close");
    assertThat(answers.split("HTTP/1.1", -1)).hasSize(2);
  }

  @Test
  void unfinishedHeaders_areBounded() throws IOException {
    start(new ConnectionLimits(100, 100, 40_000, deadlines(NEVER, NEVER, NEVER, NEVER, NEVER)));
    String headers = "GET /zen HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(30_000);
    List<Socket> all = List.of(connect(), connect(), connect());
    for (Socket socket : all) {
      send(socket, headers);
    }
    Socket ended = firstEnded(all);
    assertThat(isAnswered(connect())).isTrue();
    int answered = 0;
    for (Socket socket : all) {
      answered +=
          !socket.equals(ended) && isAnswered(socket, "\r\nUser-Agent: test\r\n\r\n") ? 1 : 0;
    }
    assertThat(answered).isBetween(1, 2);
  }

  /** Waits until the server has closed one of the connections, and returns it. */
  private static Socket firstEnded(List<Socket> all) throws IOException {
    for (int i = 0; i < PATIENCE / 20; i++) {
      Socket socket = all.get(i % all.size());
      socket.setSoTimeout(20);
      try {
        assertEnded(socket);
        return socket;
      } catch (SocketTimeoutException e) {
        socket.setSoTimeout(PATIENCE);
      }
    }
    throw new AssertionError("The server keeps all of them");
  }
}
