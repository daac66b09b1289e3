// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessLogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T08:35:20.007Z"), ZoneOffset.UTC);

  @Test
  void aRequestIsOneLineOfKeysAndValues() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AccessLog log = new AccessLog(out, CLOCK, (period, task) -> {});
    log.write("A:1", "GET", "/user", 200, 17, "octocat", Duration.ofNanos(1_234_567));
    log.close();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "2026-11-21T08:35:20.007Z level=INFO logger=access request_id=A:1 method=GET path=/user"
                + " status=200 bytes=17 user=octocat micros=1234\n");
  }

  @Test
  void whatWouldSteerATerminal_isWrittenAsCharacters() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AccessLog log = new AccessLog(out, CLOCK, (period, task) -> {});
    log.write("A:1", "GET", "/\u001b[31m\u009b", 400, 0, "-", Duration.ZERO);
    log.close();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains(" path=/\\x1b[31m\\x9b status=400");
  }

  @Test
  void linesOfManyThreadsAreAllWrittenAndWhole() throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AccessLog log = new AccessLog(out, CLOCK, (period, task) -> {});
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.startVirtualThread(() -> {
            for (int j = 0; j < 1_000; j++) {
              log.write("A:1", "GET", "/user", 200, 17, "octocat", Duration.ZERO);
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    log.close();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(8_000)
        .allMatch(line -> line.endsWith("path=/user status=200 bytes=17 user=octocat micros=0"));
  }

  @Test
  void aRequestDoesNotFailWhenNobodyReadsTheLog() {
    AccessLog log =
        new AccessLog(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("closed");
              }
            },
            CLOCK,
            (period, task) -> {});
    log.write("A:1", "GET", "/user", 200, 17, "octocat", Duration.ZERO);
    log.close();
  }
}
