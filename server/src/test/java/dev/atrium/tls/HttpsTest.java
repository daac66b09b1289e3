// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.http.SelfCheck;
import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.Product;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS, as clients see it. */
@SuppressWarnings("NullAway.Init") // JUnit starts the server before any test.
class HttpsTest {
  private static final String REQUEST =
      "GET /zen HTTP/1.1\r\nHost: x\r\nUser-Agent: test\r\n%s\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Minted MINTED = Minted.RSA;
  private static Server server;
  private static TlsFiles files;

  @BeforeAll
  static void start() {
    files = MINTED.files();
    server = new Server(config(files)).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Config config(TlsFiles files) {
    return Config.of(Product.temporaryFolder()).tls(Optional.of(files)).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void https_isAnswered_andSaidInUrls(String protocol) throws IOException, InterruptedException {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {protocol});
    try (HttpClient client =
        HttpClient.newBuilder()
            .sslContext(MINTED.trusting())
            .sslParameters(parameters)
            .build()) { // It offers HTTP/2, and must be content with 1.1.
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(server.urls().publicUrl() + "/")).build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(answer.body()).contains("\"https://127.0.0.1:" + server.port() + "/api/v3/user\"");
    }
  }

  @Test
  void ownQuestion_isAnswered() {
    assertThat(server.ask(PATIENCE)).isEqualTo(SelfCheck.Outcome.ANSWERED);
  }

  @Test
  void tls11_andHttp2Alone_areRefused() throws IOException {
    try (SSLSocket socket = socket(MINTED, server)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.1"});
      assertThatExceptionOfType(SSLException.class).isThrownBy(socket::startHandshake);
    }
    try (SSLSocket socket = socket(MINTED, server)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      assertThatExceptionOfType(SSLException.class).isThrownBy(socket::startHandshake);
    }
  }

  @Test
  void plainHttp_isTold() throws IOException {
    assertThat(plain(REQUEST.formatted("")))
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains("Content-Type: application/json", "https://", "\"status\":\"400\"");
    assertThat(plain("POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000)))
        .startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void whatIsNeither_isClosed() throws IOException {
    assertThat(plain("\u0080\u0001 an old or broken client")).isEmpty();
    assertThat(plain("")).isEmpty();
    try (SSLSocket socket = socket(MINTED, server)) {
      assertThat(zen(socket, "Connection: close\r\n")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void connection_isClosed_afterItsLastAnswer() throws IOException {
    try (Socket below = new Socket(InetAddress.getLoopbackAddress(), server.port());
        SSLSocket socket = over(MINTED, below)) {
      assertThat(zen(socket, "Connection: close\r\n")).startsWith("HTTP/1.1 200");
      below.setSoTimeout(10_000);
      assertThat(below.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void stop_doesNotWaitForWhoSaysNothing() throws IOException {
    Server stopped = new Server(config(files)).start();
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), stopped.port());
        SSLSocket after = socket(MINTED, stopped)) {
      // Once a later connection has had its answer, the first has been accepted.
      assertThat(zen(after, "Connection: close\r\n")).startsWith("HTTP/1.1 200");
      stopped.close();
      silent.setSoTimeout(1);
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void renewal_isShownToNewConnections_andOldOnesGoOn() throws IOException {
    Minted old = Minted.EC;
    Minted renewed = Minted.OTHER_EC;
    Path folder = Product.temporaryFolder();
    TlsFiles changing = old.write(folder);
    try (Server other = new Server(config(changing)).start();
        SSLSocket kept = socket(old, other)) {
      assertThat(first(kept)).isEqualTo('H');
      renewed.write(folder);
      Instant deadline = Instant.now().plus(PATIENCE);
      while (!isShown(renewed, other)) {
        assertThat(Instant.now()).isBefore(deadline);
      }
      assertThat(isShown(old, other)).isFalse();
      assertThat(zen(kept, "Connection: close\r\n")).contains("HTTP/1.1 200");
    }
  }

  private static boolean isShown(Minted minted, Server by) throws IOException {
    try (SSLSocket socket = socket(minted, by)) {
      socket.startHandshake();
      return true;
    } catch (SSLException e) {
      return false;
    }
  }

  private static SSLSocket socket(Minted trusted, Server to) throws IOException {
    return over(trusted, new Socket(InetAddress.getLoopbackAddress(), to.port()));
  }

  private static SSLSocket over(Minted trusted, Socket below) throws IOException {
    below.setSoTimeout(10_000);
    return (SSLSocket)
        trusted
            .trusting()
            .getSocketFactory()
            .createSocket(below, "localhost", below.getPort(), true);
  }

  /** All that comes until the server closes. */
  private static String zen(SSLSocket socket, String header) throws IOException {
    socket.getOutputStream().write(REQUEST.formatted(header).getBytes(StandardCharsets.ISO_8859_1));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** The first character of an answer on a connection that stays open. */
  private static int first(SSLSocket socket) throws IOException {
    socket.getOutputStream().write(REQUEST.formatted("").getBytes(StandardCharsets.ISO_8859_1));
    return socket.getInputStream().read();
  }

  private static String plain(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
