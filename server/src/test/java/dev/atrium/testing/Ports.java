// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for programs that must be told theirs. */
public final class Ports {
  /** Systems give ports above to whoever asks for any, as all other tests do meanwhile. */
  private static final int ABOVE = 32_768;

  private static final int LEAST = 20_000;
  private static final int TRIES = 100;

  private Ports() {}

  /** One that nobody listens on, and that nobody is given who asks for any. */
  public static int unused() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LEAST, ABOVE);
      try (ServerSocket tried = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return tried.getLocalPort();
      } catch (IOException e) {
        // Taken: the next one.
      }
    }
    throw new IllegalStateException("No port is free from " + LEAST + " to " + ABOVE);
  }
}
