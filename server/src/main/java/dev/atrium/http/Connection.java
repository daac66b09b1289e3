// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.http.ConnectionLimits.Deadlines;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One accepted connection: what its client is expected to do next, and since when. Its own thread
 * changes it; the thread of {@link Connections} reads it, and ends it when it is late.
 */
final class Connection {
  /** What the connection waits for. */
  enum Phase {
    HANDSHAKE,
    FIRST_REQUEST,
    NEXT_REQUEST,
    HEADERS,
    /** A request is under way: only the waits for its body and its answer count. */
    REQUEST
  }

  private static final byte[] NOTHING = {};
  private static final int WATCHED_READ_MILLIS = 120_000;

  private final SocketChannel channel;
  private final String address;
  private final boolean isShared;
  private final Transfer in;
  private final Transfer out;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile Phase phase = Phase.HANDSHAKE;
  private volatile long since = System.nanoTime();
  private HeaderCount headers = new HeaderCount();

  /** The bytes of a body in chunks that came since the server took some of it. */
  private int body;

  /** In how many reads they came. */
  private int bodyReads;

  /** What came last, some of which may be of the next request. */
  private byte[] last = NOTHING;

  /** The account that made the latest request, or 0. */
  private long latest;

  private boolean isChunked;
  private boolean tookSome;
  private boolean readsAreLimited;

  /**
   * Describes a connection.
   *
   * @param address the key under which the client's address is counted
   * @param isShared whether many clients have that address, as behind a proxy
   * @param bytesASecond the slowest rate at which a body or an answer may move
   */
  Connection(SocketChannel channel, String address, boolean isShared, int bytesASecond) {
    this.channel = channel;
    this.address = address;
    this.isShared = isShared;
    this.in = new Transfer(bytesASecond);
    this.out = new Transfer(bytesASecond);
  }

  String address() {
    return address;
  }

  /** Returns the account that made the latest request, or 0 if none did, or many share it. */
  long latest() {
    return isShared ? 0 : latest;
  }

  /** Notes the account that made the latest request, or 0. */
  void served(long account) {
    latest = account;
  }

  boolean isShared() {
    return isShared;
  }

  Phase phase() {
    return phase;
  }

  /** Returns when the phase began, as {@link System#nanoTime} tells it. */
  long since() {
    return since;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Notes that its thread serves it, or never will; returns false if that was noted before. */
  boolean begin() {
    return begun.compareAndSet(false, true);
  }

  /** Begins to wait for another phase's end. */
  void enter(Phase next) {
    since = System.nanoTime();
    phase = next;
  }

  /** Begins the request whose headers are complete. */
  void beginRequest(boolean chunked) {
    isChunked = chunked;
    in.reset();
    out.reset();
    enter(Phase.REQUEST);
    if (readsAreLimited) {
      readsAreLimited = false;
      limitReads(0);
    }
  }

  /**
   * Gives reads a timeout until the next request begins. Helidon takes a connection without one for
   * closed as soon as {@link ClientWatch} looks at it. Other reads have none: the deadlines of
   * {@link Connections} end them, and a timer for every read would cost a fifth of a small request.
   */
  void limitReads() {
    if (!readsAreLimited) {
      readsAreLimited = true;
      limitReads(WATCHED_READ_MILLIS);
    }
  }

  private void limitReads(int millis) {
    try {
      channel.socket().setSoTimeout(millis);
    } catch (SocketException e) {
      end();
    }
  }

  /** The waits for what the client sends. */
  Transfer in() {
    return in;
  }

  /** The waits for the client to take what it is sent. */
  Transfer out() {
    return out;
  }

  /** Adds bytes of headers; returns how much more of the budget they take. */
  int addHeaders(byte[] bytes) {
    int before = counted();
    last = bytes;
    headers.add(bytes);
    return counted() - before;
  }

  /** Returns how much of the budget it takes. */
  int counted() {
    return Math.max(0, headers.memory() - ConnectionLimits.SMALL_HEADERS)
        + Math.max(0, body + bodyReads * HeaderCount.BYTES_OF_READ - ConnectionLimits.SMALL_CHUNK);
  }

  /** Returns the number of lines that have come, of the request and its headers. */
  int headerLines() {
    return headers.lines();
  }

  /**
   * Adds bytes of a body; returns how much more of the budget they take, which may be negative.
   * Helidon reads a chunk as a whole before it gives any of it, so only a body in chunks counts.
   * When it reads on after the server took something, what came before has been taken, too.
   */
  int addBody(byte[] bytes) {
    last = bytes;
    if (!isChunked) {
      return 0;
    }
    int before = counted();
    body = tookSome ? bytes.length : body + bytes.length;
    bodyReads = tookSome ? 1 : bodyReads + 1;
    tookSome = false;
    return counted() - before;
  }

  /** Tells whether more of a body waits to be taken than any body may have. */
  boolean hasTooMuchBody() {
    return body > ConnectionLimits.MOST_BODY;
  }

  /** Notes that the server took some of the body. */
  void took() {
    tookSome = true;
  }

  /**
   * Forgets the request, after which the client is expected to send another one; returns how much
   * of the budget it took.
   */
  int clear() {
    return clear(NOTHING);
  }

  /**
   * Forgets the request before one whose first line came together with it; returns how much less of
   * the budget is taken now, which may be negative.
   */
  int next() {
    return clear(last);
  }

  private int clear(byte[] together) {
    int before = counted();
    headers = new HeaderCount(together);
    last = together;
    body = 0;
    bodyReads = 0;
    tookSome = false;
    return before - counted();
  }

  /** Tells whether the client let the server wait too long. */
  boolean isLate(long now, Deadlines deadlines) {
    long age = now - since;
    return switch (phase) {
      case HANDSHAKE -> age > deadlines.handshake().toNanos();
      case FIRST_REQUEST -> age > deadlines.first().toNanos();
      case NEXT_REQUEST -> age > deadlines.idle().toNanos();
      case HEADERS -> age > deadlines.headers().toNanos();
      case REQUEST -> in.isLate(now, deadlines.transfer()) || out.isLate(now, deadlines.transfer());
    };
  }

  /** Tells whether no request would be lost with the connection. */
  boolean isSpare() {
    return phase != Phase.REQUEST;
  }

  /** Closes the connection, whatever its thread does: a thread that reads or writes fails. */
  void end() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
