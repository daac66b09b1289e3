// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A service for embeddings that answers what it is told, the last answer again and again. */
final class EmbeddingsServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;

  /** What came: method and path, the header Authorization or nothing, and the body. */
  record Request(String line, String authorization, JsonNode body) {
    List<String> texts() {
      List<String> texts = new ArrayList<>();
      body.path("input").forEach(text -> texts.add(text.asText()));
      return texts;
    }
  }

  @FunctionalInterface
  private interface Answer {
    void send(HttpExchange exchange, Request request) throws IOException;
  }

  void start() throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    made.createContext("/", this::handle);
    made.setExecutor(threads);
    made.start();
    server = made;
  }

  URI base() {
    int port = server == null ? 1 : server.getAddress().getPort();
    return URI.create("http://127.0.0.1:" + port + "/v1");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Request request =
          new Request(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                  .orElse(""),
              JSON.readTree(body));
      Answer answer;
      synchronized (this) {
        requests.add(request);
        answer = answers.size() > 1 ? answers.remove() : answers.element();
      }
      asked.countDown();
      answer.send(exchange, request);
    }
  }

  /** Adds an answer, with a header if one is given. */
  synchronized void answer(int status, String body, String... header) {
    answers.add((exchange, request) -> {
      if (header.length > 0) {
        exchange.getResponseHeaders().set(header[0], header[1]);
      }
      send(exchange, status, body);
    });
    if (answers.size() == 2 && !requests.isEmpty()) {
      answers.remove(); // what was told before the last request is over
    }
  }

  /** Answers the i-th text of all with the direction of (1, i). */
  synchronized void answerEachText() {
    answers.add((exchange, request) -> {
      List<String> vectors =
          request.texts().stream().map(text -> text.replaceAll("\\D+(\\d+)", "[1,$1]")).toList();
      send(exchange, 200, vectors(vectors.toArray(String[]::new)));
    });
  }

  synchronized void answerWithoutEnd() {
    answers.add((exchange, request) -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] piece = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
      while (closed.getCount() > 0) {
        exchange.getResponseBody().write(piece); // fails when the client hangs up
      }
    });
  }

  /** Answers nothing until this is closed. */
  synchronized void holdAnswers() {
    answers.add((exchange, request) -> {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Returns the body of an answer that has these vectors. */
  static String vectors(String... vectors) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < vectors.length; i++) {
      items.add(
          "{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}".formatted(i, vectors[i]));
    }
    return "{\"object\":\"list\",\"data\":[%s],\"model\":\"small\"}"
        .formatted(String.join(",", items));
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  void awaitRequest() throws InterruptedException {
    asked.await();
  }

  @Override
  public void close() {
    closed.countDown();
    if (server != null) {
      server.stop(0);
    }
    threads.close();
  }
}
