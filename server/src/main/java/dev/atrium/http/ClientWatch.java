// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import io.helidon.common.socket.HelidonSocket;

/**
 * A watch on the client whose request the current thread handles. A thread serves one connection,
 * from its first request to its end.
 */
public final class ClientWatch {
  private static final ThreadLocal<Watched> WATCHED = new ThreadLocal<>();

  private ClientWatch() {}

  /** Names the connection whose requests the current thread handles. */
  static void begin(HelidonSocket socket, Connection connection, WatchedWriter writer) {
    WATCHED.set(new Watched(socket, connection, writer));
  }

  /** Does what {@link WatchedWriter#send} does, on the connection of this thread. */
  static void send(byte[] body, Runnable head) {
    WATCHED.get().writer.send(body, head);
  }

  /** Notes that some of the request's body was taken from the connection of this thread. */
  static void took() {
    Watched watched = WATCHED.get();
    if (watched != null) {
      watched.connection.took();
    }
  }

  /** Returns what {@link Connection#latest} does, and 0 for a thread that handles no request. */
  static long latest() {
    Watched watched = WATCHED.get();
    return watched == null ? 0 : watched.connection.latest();
  }

  /** Notes the account that made the request which this thread handles, or 0. */
  static void served(long account) {
    Watched watched = WATCHED.get();
    if (watched != null) {
      watched.connection.served(account);
    }
  }

  /**
   * Tells whether the client of this thread has closed its connection. The first call begins to
   * look, so only a later one can tell. What the client sends meanwhile is kept for the next
   * request. Returns false for a thread that handles no request.
   */
  public static boolean isGone() {
    Watched watched = WATCHED.get();
    if (watched == null) {
      return false;
    }
    watched.connection.limitReads();
    watched.socket.idle();
    return !watched.socket.isConnected();
  }

  private record Watched(HelidonSocket socket, Connection connection, WatchedWriter writer) {}
}
