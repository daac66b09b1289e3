// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.bridge;

import static dev.atrium.bridge.Passed.notification;
import static dev.atrium.bridge.Passed.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atrium.testing.Latches;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Servers and proxies that answer as Atrium never does. Whatever they do, nothing is sent twice.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test.
class LostAnswersTest {
  private static final String TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
  private static final String WRITE = request(1, "tools/call", "{\"name\":\"create\"}");

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private ExecutorService threads;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.close();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private interface Answer {
    void send(HttpExchange exchange) throws IOException;
  }

  private Passed answered(Answer answer, String... lines) {
    serve(answer);
    return Passed.on(url(), TOKEN, lines);
  }

  private void serve(Answer answer) {
    serve("/", answer);
  }

  private void serve(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          asked.incrementAndGet();
          arrived.countDown();
          answer.send(exchange);
          exchange.close();
        });
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Test
  void aConnectionThatEnds_isNotTriedAgain() {
    Passed passed = answered(HttpExchange::close, WRITE);
    assertThat(passed.error(1))
        .startsWith("No answer came from " + url() + "/mcp: ")
        .endsWith("What was asked for may have been done: look before you ask again.");
    assertThat(asked).hasValue(1);
  }

  @Test
  void anAnswerThatEndsTooEarly_isNoAnswer() {
    Passed passed =
        answered(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.sendResponseHeaders(200, 1_000);
              exchange
                  .getResponseBody()
                  .write("{\"jsonrpc\":\"2.0\",".getBytes(StandardCharsets.UTF_8));
              exchange.getResponseBody().flush();
            },
            WRITE);
    assertThat(passed.error(1)).startsWith("No answer came from ");
    assertThat(asked).hasValue(1);
  }

  @Test
  void redirects_areNotFollowed() {
    serve(exchange -> send(exchange, 200, "application/json", "{}"));
    for (int status : new int[] {301, 302, 307, 308}) {
      server.createContext(
          "/" + status,
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      Passed passed = Passed.on(url() + "/" + status, TOKEN, WRITE);
      assertThat(passed.error(1))
          .contains("redirects (%d) to %s/elsewhere".formatted(status, url()))
          .contains("not followed");
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void whatIsNotOfTheProtocol_isSaid() {
    assertThat(
            answered(exchange -> send(exchange, 200, "text/html", "<p>Sign in</p>"), WRITE)
                .error(1))
        .isEqualTo(
            url()
                + "/mcp answered 200, but not as the Model Context Protocol does. Is it the URL of an Atrium?");
  }

  @Test
  void aProxysFailure_isSaid_withTheTimeToWait() {
    Passed passed =
        answered(
            exchange -> {
              exchange.getResponseHeaders().set("Retry-After", "7");
              send(exchange, 503, "text/html", "<p>away</p>");
            },
            WRITE);
    assertThat(passed.error(1))
        .isEqualTo("The server does not serve this now (503). Try again in 7 seconds.");
  }

  @Test
  void prettyAnswers_stayOneLine_andTheTokenIsTakenOutOfMessages() {
    serve("/pretty", exchange -> send(exchange, 200, "application/json", "{\n \"id\":\r\n1 }\n"));
    assertThat(Passed.on(url() + "/pretty", TOKEN, WRITE).answers()).hasSize(1);
    Passed echoed =
        answered(
            exchange ->
                send(exchange, 403, "application/json", "{\"message\":\"No " + TOKEN + " here\"}"),
            WRITE);
    assertThat(echoed.error(1)).isEqualTo("The server refuses this (403): No … here.");
    assertThat(echoed.log()).doesNotContain(TOKEN);
  }

  /** The connection is ended, so that the server can stop its work, and nothing is answered. */
  @Test
  void aCancelledRequest_isGivenUp() {
    serve(exchange -> {
      if (asked.get() > 1 || !Latches.await(over)) {
        exchange.sendResponseHeaders(202, -1);
      }
    });
    byte[] cancel =
        notification("notifications/cancelled", "{\"requestId\":1}")
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayInputStream line = new ByteArrayInputStream(cancel);
    InputStream later =
        new InputStream() {
          @Override
          public int read() {
            return Latches.await(arrived) ? line.read() : -1;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            return Latches.await(arrived) ? line.read(bytes, offset, length) : -1;
          }
        };
    InputStream first = new ByteArrayInputStream((WRITE + "\n").getBytes(StandardCharsets.UTF_8));
    Passed passed = Passed.on(url(), TOKEN, new SequenceInputStream(first, later));
    assertThat(passed.answers()).isEmpty();
    assertThat(asked).hasValue(2);
  }
}
