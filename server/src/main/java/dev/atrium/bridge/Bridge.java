// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Passes on what a client of the Model Context Protocol writes to a program that it started: each
 * line becomes a request to a server, each answer a line. Nothing is sent twice.
 */
public final class Bridge {
  /** The requests under way at once; the lines after them wait. */
  private static final int MOST_AT_ONCE = 16;

  /** The most bytes that the server takes. */
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  /** The most bytes of a line that are kept, so that a message that is too large has its id. */
  private static final int MOST_KEPT = 4 * MOST_BYTES;

  private final Target target;
  private final Endpoint endpoint;
  private final Lines lines;
  private final OutputStream output;
  private final PrintStream log;
  private final ReentrantLock writing = new ReentrantLock();
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);

  /** The requests that can be cancelled, by the JSON of their ids. */
  private final Map<String, Thread> underWay = new ConcurrentHashMap<>();

  private volatile String agreed = "";
  private volatile boolean clientIsGone;

  /**
   * @param input what the client writes
   * @param output what the client reads; nothing but answers goes there
   * @param log for people
   */
  public Bridge(Target target, InputStream input, OutputStream output, PrintStream log) {
    this.target = target;
    this.endpoint = new Endpoint(target);
    this.lines = new Lines(input, MOST_KEPT);
    this.output = output;
    this.log = log;
  }

  /** Passes on until the client has no more to say, and then waits for what is under way. */
  public void run() throws IOException, InterruptedException {
    if (target.isOpen()) {
      log("The token goes to %s unencrypted; others on the way can read it.".formatted(target));
    }
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      Optional<byte[]> bytes = lines.next();
      while (bytes.isPresent() && !clientIsGone) {
        take(bytes.get(), requests);
        bytes = lines.next();
      }
    }
  }

  private void take(byte[] bytes, ExecutorService requests) throws InterruptedException {
    if (new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1).isBlank()) {
      return;
    }
    Line line;
    try {
      line = Reading.line(bytes);
    } catch (IOException e) {
      boolean large = bytes.length > MOST_KEPT;
      fail(
          List.of("null"),
          large
              ? tooLarge()
              : new Failure(Failure.PARSE_ERROR, "Parse error: the line is no JSON."));
      return;
    }
    if (bytes.length > MOST_BYTES) {
      fail(line.ids(), tooLarge());
      return;
    }
    line.cancels().map(underWay::remove).ifPresent(Thread::interrupt);
    free.acquire();
    requests.execute(() -> {
      try {
        pass(line, bytes);
      } finally {
        free.release();
      }
    });
  }

  private static Failure tooLarge() {
    return new Failure(
        Failure.INVALID_REQUEST,
        "Invalid Request: a message has at most %d MiB.".formatted(MOST_BYTES >> 20));
  }

  /** Passes on a line, and writes its answer unless the client cancelled it meanwhile. */
  private void pass(Line line, byte[] bytes) {
    String id = line.single().filter(Line.Message::isRequest).map(Line.Message::id).orElse("");
    boolean cancellable = !id.isEmpty() && underWay.putIfAbsent(id, Thread.currentThread()) == null;
    Optional<byte[]> answer = Optional.empty();
    Optional<Failure> failure = Optional.empty();
    try {
      answer = endpoint.post(bytes, line.headers(agreed));
      if (answer.isEmpty() && !line.ids().isEmpty()) {
        failure = Optional.of(Failure.strange(target.url(), 202));
      }
    } catch (Failure e) {
      failure = Optional.of(e);
    } catch (RuntimeException e) {
      failure = Optional.of(new Failure(Failure.INTERNAL_ERROR, "The bridge failed: " + e));
    }
    if (cancellable && !underWay.remove(id, Thread.currentThread())) {
      return;
    }
    if (line.isInitialize()) {
      answer.map(Answers::agreed).ifPresent(version -> agreed = version);
    }
    answer.ifPresent(this::write);
    failure.ifPresent(why -> fail(line, why));
  }

  private void fail(Line line, Failure why) {
    if (!line.isBatch() || line.ids().isEmpty()) {
      fail(line.ids(), why);
      return;
    }
    log(why.said(target));
    write(
        line.ids().stream()
            .map(id -> why.json(id, target))
            .collect(Collectors.joining(",", "[", "]"))
            .getBytes(StandardCharsets.UTF_8));
  }

  private void fail(List<String> ids, Failure why) {
    log(why.said(target));
    ids.forEach(id -> write(why.json(id, target).getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a line. Line ends within JSON are blanks, and become some. */
  private void write(byte[] json) {
    byte[] line = Arrays.copyOf(json, json.length + 1);
    for (int i = 0; i < json.length; i++) {
      if (line[i] == '\n' || line[i] == '\r') {
        line[i] = ' ';
      }
    }
    line[json.length] = '\n';
    writing.lock();
    try {
      output.write(line);
      output.flush();
    } catch (IOException e) {
      clientIsGone = true;
      log("The client reads no more: " + e.getMessage());
    } finally {
      writing.unlock();
    }
  }

  private void log(String text) {
    log.println("atrium mcp: " + text);
  }
}
