// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies on the wire: bytes, streams with their ranges, events; and those that fail midway. */
class BodyTest {
  private static final String AGENT = "User-Agent: test";
  private static final byte[] CONTENT =
      IntStream.range(0, 100_000)
          .mapToObj(i -> String.valueOf((char) ('a' + i % 26)))
          .collect(Collectors.joining())
          .getBytes(StandardCharsets.US_ASCII);

  private final CountDownLatch released = new CountDownLatch(1);

  private final Door door =
      new Door(
          LimitSettings.standard().perToken(0),
          get("/file", Body.Stream.of("text/x", 100_000, "v1", BodyTest::content)),
          get("/empty", Body.Stream.of("text/x", 0, "v0", BodyTest::content)),
          get("/short", Body.Stream.of("text/x", 200_000, "v2", BodyTest::content)),
          get("/chunks", Body.Stream.of("text/x", BodyTest::twice)),
          get("/json", Body.Stream.json("v3", json -> json.writeNumber(42))),
          get(
              "/unopened",
              Body.Stream.of(
                  "text/x",
                  5,
                  "v4",
                  (out, from, count) -> {
                    throw new IOException("The disk is gone");
                  })),
          get(
              "/midway",
              Body.Stream.of(
                  "text/x",
                  out -> {
                    twice(out);
                    throw new IllegalStateException("It cannot go on");
                  })),
          get(
              "/memory",
              Body.Stream.of(
                  "text/x",
                  out -> {
                    throw new OutOfMemoryError("as if");
                  })),
          get(
              "/events",
              new Body.Events(sink -> {
                sink.send("", "one\ntwo\r\nthree\rfour");
                await(released);
                sink.keepAlive();
                sink.send("done", "");
              })));

  private static Route get(String path, Body body) {
    return Door.route(Profile.REST, "GET", path, request -> Response.ok(body));
  }

  private static void content(OutputStream out, long from, long count) throws IOException {
    out.write(CONTENT, (int) from, (int) Math.min(count, CONTENT.length - from));
    if (from + count > CONTENT.length) {
      throw new IOException("The content ended early");
    }
  }

  /** Helidon sends what is written at once, and nothing else, with its length. */
  private static void twice(OutputStream out) throws IOException {
    out.write(CONTENT);
    out.write(CONTENT);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    door.close();
  }

  @Test
  void aStreamOfKnownLength_hasItsLengthAndTag() throws IOException {
    String answer = door.send("GET /file", AGENT);
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("Content-Length: 100000\r\n", "ETag: \"v1\"\r\n", "Accept-Ranges: bytes\r\n");
    assertThat(body(answer)).isEqualTo(text(0, 100_000));
    assertThat(door.send("HEAD /file", AGENT))
        .startsWith("HTTP/1.1 200")
        .contains("Content-Length: 100000\r\n")
        .endsWith("\r\n\r\n");
    assertThat(door.send("GET /file", AGENT, "If-None-Match: W/\"v1\"")).startsWith("HTTP/1.1 304");
    assertThat(door.send("GET /empty", AGENT)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
  }

  @Test
  void aStreamOfUnknownLength_comesInChunks() throws IOException {
    assertThat(door.send("GET /chunks", AGENT))
        .startsWith("HTTP/1.1 200")
        .contains("Transfer-Encoding: chunked\r\n")
        .endsWith("\r\n0\r\n\r\n");
    assertThat(door.send("GET /json", AGENT)).contains("ETag: W/\"v3\"", "42");
    assertThat(door.send("GET /json", AGENT, "Range: bytes=0-0")).startsWith("HTTP/1.1 200");
  }

  @Test
  void ranges_areAnsweredInPart() throws IOException {
    range("0-9", 0, 10);
    range("99990-", 99_990, 100_000);
    range("99990-200000", 99_990, 100_000);
    range("-10", 99_990, 100_000);
    range("-999999", 0, 100_000);
    range("50000-50000", 50_000, 50_001);
    for (String none : new String[] {"100000-", "100001-100002", "-0"}) {
      assertThat(door.send("GET /file", AGENT, "Range: bytes=" + none))
          .as(none)
          .startsWith("HTTP/1.1 416")
          .contains("Content-Range: bytes */100000\r\n");
    }
    for (String whole :
        new String[] {"bytes=0-1,5-6", "bytes=9-3", "bytes=-", "lines=1-2", "bytes=a-b", "0-5"}) {
      assertThat(door.send("GET /file", AGENT, "Range: " + whole))
          .as(whole)
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void ifRange_givesThePartOfTheSameContentOnly() throws IOException {
    assertThat(door.send("GET /file", AGENT, "Range: bytes=0-9", "If-Range: \"v1\""))
        .startsWith("HTTP/1.1 206");
    assertThat(door.send("GET /file", AGENT, "Range: bytes=0-9", "If-Range: \"v0\""))
        .startsWith("HTTP/1.1 200");
    assertThat(door.send("GET /file", AGENT, "Range: bytes=0-9", "If-Range: W/\"v1\""))
        .startsWith("HTTP/1.1 200");
    assertThat(door.send("HEAD /file", AGENT, "Range: bytes=0-9")).startsWith("HTTP/1.1 200");
  }

  @Test
  void events_leaveAtOnce() throws IOException {
    try (Socket socket = door.open("GET /events", AGENT);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      String read = until(in, "data: four");
      assertThat(read)
          .startsWith("HTTP/1.1 200")
          .contains("text/event-stream", "X-Accel-Buffering: no")
          .contains("data: one\ndata: two\ndata: three\ndata: four");
      released.countDown();
      assertThat(until(in, "event: done")).contains(":\n");
    }
  }

  @Test
  void whatFailsBeforeItsFirstByte_is500_andIsLogged() throws IOException {
    for (String path : new String[] {"/unopened", "/memory"}) {
      assertThat(door.send("GET " + path, AGENT))
          .as(path)
          .startsWith("HTTP/1.1 500")
          .contains("Server Error. Request ID: ")
          .doesNotContain("\r\nETag: ")
          .doesNotContain("Content-Length: 5\r\n");
    }
    assertThat(door.log()).contains("path=/unopened status=500", "path=/memory status=500");
  }

  @Test
  void whatFailsMidway_endsItsConnection_soThatItIsNotTakenForWhole() throws IOException {
    assertThat(door.send("GET /midway", AGENT))
        .startsWith("HTTP/1.1 200")
        .doesNotEndWith("0\r\n\r\n");
    assertThat(body(door.send("GET /short", AGENT))).hasSizeLessThanOrEqualTo(100_000);
    assertThat(door.log())
        .contains("path=/midway status=200 bytes=200000", "path=/short status=200 bytes=100000");
  }

  @Test
  void aClientThatLeaves_isNoFault() throws IOException {
    CountDownLatch gone = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    Body endless =
        Body.Stream.of(
            "text/x",
            out -> {
              await(gone);
              try {
                for (int i = 0; i < 10_000; i++) {
                  out.write(CONTENT);
                }
              } catch (IOException | RuntimeException e) {
                failed.countDown();
                throw e;
              }
            });
    try (Door other = new Door(LimitSettings.standard().perToken(0), get("/endless", endless))) {
      Socket socket = other.open("GET /endless", AGENT);
      socket.setSoLinger(true, 0);
      socket.close();
      gone.countDown();
      await(failed);
      assertThat(other.log()).contains("path=/endless status=200");
    }
  }

  private void range(String wanted, int from, int to) throws IOException {
    String answer = door.send("GET /file", AGENT, "Range: bytes=" + wanted);
    assertThat(answer)
        .as(wanted)
        .startsWith("HTTP/1.1 206")
        .contains("Content-Range: bytes %d-%d/100000\r\n".formatted(from, to - 1))
        .contains("Content-Length: %d\r\n".formatted(to - from));
    assertThat(body(answer)).isEqualTo(text(from, to));
  }

  private static String text(int from, int to) {
    return new String(CONTENT, from, to - from, StandardCharsets.US_ASCII);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private static String until(BufferedReader in, String last) throws IOException {
    StringBuilder read = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      read.append(line).append('\n');
      if (line.equals(last)) {
        return read.toString();
      }
    }
    return read.toString();
  }
}
