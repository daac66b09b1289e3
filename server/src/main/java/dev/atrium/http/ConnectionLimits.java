// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The limits of a server's connections.
 *
 * @param most the number of connections at once
 * @param mostOfAddress the number of connections at once from one address that is no trusted proxy
 * @param mostUntaken the bytes that the headers of requests and untaken parts of bodies take, of
 *     all connections together; {@value #SMALL_HEADERS} of each request's headers and {@value
 *     #SMALL_CHUNK} of its body do not count
 * @param deadlines how long a client may keep the server waiting
 */
public record ConnectionLimits(int most, int mostOfAddress, long mostUntaken, Deadlines deadlines) {
  /** What the headers of a request may take in memory without counting. */
  static final int SMALL_HEADERS = 16 * 1024;

  /** What may come of a body in chunks without counting, until some of it is taken. */
  static final int SMALL_CHUNK = 8 * 1024;

  /** The most bytes of a body that may have come without being taken. */
  static final int MOST_BODY = Bodies.MOST + SMALL_CHUNK;

  /** What one body may take while it comes, with room for the reads that it comes in. */
  private static final long ONE_BODY = MOST_BODY + MOST_BODY / 8;

  private static final long MEBIBYTE = 1024 * 1024;
  private static final String OPEN_FILES = "Max open files";

  /**
   * Returns the limits that fit this process: eight connections a mebibyte of heap, and at most a
   * third of the files that it may open: a request may have a file of a repository open besides.
   * Helidon stops to listen when it cannot open one for a connection.
   */
  public static ConnectionLimits ofProcess() {
    long heap = Runtime.getRuntime().maxMemory();
    int most = Math.clamp(8 * heap / MEBIBYTE, 256, 100_000);
    return ofMost((int) Math.min(most, Math.max(1, openFiles() / 3)));
  }

  /**
   * Returns how many files the process may open; a very large number where the system does not
   * tell.
   */
  private static long openFiles() {
    try {
      return Files.readAllLines(Path.of("/proc/self/limits")).stream()
          .filter(line -> line.startsWith(OPEN_FILES))
          .map(line -> line.substring(OPEN_FILES.length()).strip().split(" ", 2)[0])
          .filter(soft -> soft.matches("[0-9]{1,18}"))
          .map(Long::parseLong)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Returns the limits for a number of connections, of which one address may have half. */
  public static ConnectionLimits ofMost(int most) {
    return new ConnectionLimits(
        most, Math.max(1, most / 2), Runtime.getRuntime().maxMemory() / 16, Deadlines.standard());
  }

  /** Returns the part of {@code mostUntaken} that one address may have: half, or one large body. */
  long mostUntakenOfAddress() {
    return Math.max(mostUntaken / 2, ONE_BODY);
  }

  /**
   * How long a client may keep the server waiting.
   *
   * @param handshake from the connection to the end of the TLS handshake
   * @param first from there to the first byte of the first request
   * @param idle between two requests
   * @param headers from the first byte of a request to the end of its headers
   * @param transfer how far a body that comes, or an answer that is taken, may fall behind {@code
   *     bytesASecond}
   * @param spare how long a connection without a request under way is kept at least when another
   *     one needs its place
   * @param bytesASecond the slowest rate at which a long body or answer may move
   */
  public record Deadlines(
      Duration handshake,
      Duration first,
      Duration idle,
      Duration headers,
      Duration transfer,
      Duration spare,
      int bytesASecond) {
    /** Returns the deadlines of a server. */
    public static Deadlines standard() {
      return new Deadlines(
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          32 * 1024);
    }
  }
}
