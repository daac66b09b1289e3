// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * A log of one line for each request, as {@code key=value}: the caller, the request and the status.
 * It leaves out queries and bodies, which may hold private data.
 *
 * <p>Lines are buffered and written together every {@value #EVERY_MILLIS} ms: a write and a thread
 * switch for each line would make a request cost half as much again. A killed process loses the
 * lines of its last moment; a stopped one loses none.
 */
public final class AccessLog implements AutoCloseable {
  private static final int EVERY_MILLIS = 100;

  /** The buffer's limit in characters; the request that reaches it writes the buffer out. */
  private static final int FULL = 64 * 1024;

  private static final DateTimeFormatter MILLISECOND =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final OutputStream out;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final StringBuilder lines = new StringBuilder(FULL + 1024);
  private long millis;
  private String start = "";

  /**
   * @param every runs a task again and again, a period after each end of it
   */
  public AccessLog(OutputStream out, Clock clock, BiConsumer<Duration, Runnable> every) {
    this.out = out;
    this.clock = clock;
    every.accept(Duration.ofMillis(EVERY_MILLIS), this::flush);
  }

  /**
   * Adds a line.
   *
   * @param user the caller's login, or {@code -} without one
   * @param bytes the size of the answer's body
   */
  void write(
      String id, String method, String path, int status, long bytes, String user, Duration took) {
    lock.lock();
    try {
      lines.append(start()).append(id);
      lines.append(" method=").append(method).append(" path=");
      appendPrintable(path);
      lines.append(" status=").append(status).append(" bytes=").append(bytes);
      lines.append(" user=").append(user);
      lines.append(" micros=").append(took.toNanos() / 1000).append('\n');
      if (lines.length() >= FULL) {
        flush();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Escapes control characters, so that a path cannot send commands to a terminal that shows the
   * log.
   */
  private void appendPrintable(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (Character.isISOControl(c)) {
        lines.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
      } else {
        lines.append(c);
      }
    }
  }

  /** Returns the start of a line, which is made only once a millisecond. */
  private String start() {
    long now = clock.millis();
    if (now != millis || start.isEmpty()) {
      millis = now;
      start =
          MILLISECOND.format(Instant.ofEpochMilli(now)) + " level=INFO logger=access request_id=";
    }
    return start;
  }

  private void flush() {
    lock.lock();
    try {
      if (!lines.isEmpty()) {
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      // Standard error is closed, so this cannot be reported anywhere.
    } finally {
      lines.setLength(0);
      lock.unlock();
    }
  }

  /** Writes the buffered lines. */
  @Override
  public void close() {
    flush();
  }
}
