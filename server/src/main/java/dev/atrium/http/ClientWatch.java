// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import io.helidon.common.socket.HelidonSocket;

/**
 * A watch on the client whose request the current thread handles. A thread serves one connection,
 * from its first request to its end.
 */
public final class ClientWatch {
  private static final ThreadLocal<HelidonSocket> SOCKET = new ThreadLocal<>();

  private ClientWatch() {}

  /** Names the connection whose requests the current thread handles. */
  static void begin(HelidonSocket socket) {
    if (SOCKET.get() == null) {
      SOCKET.set(socket);
    }
  }

  /**
   * Tells whether the client of this thread has closed its connection. The first call begins to
   * look, so only a later one can tell. What the client sends meanwhile is kept for the next
   * request. Returns false for a thread that handles no request.
   */
  public static boolean isGone() {
    HelidonSocket socket = SOCKET.get();
    if (socket == null) {
      return false;
    }
    socket.idle();
    return !socket.isConnected();
  }
}
