// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A wire to a port of this machine that can be cut as a network fails: connections stay open, new
 * ones are accepted, and nothing comes through.
 */
final class Wire implements AutoCloseable {
  private final ServerSocket entry;
  private final int target;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean cut = new AtomicBoolean();

  Wire(int target) {
    this.target = target;
    try {
      this.entry = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return entry.getLocalPort();
  }

  void cut() {
    cut.set(true);
  }

  /** Lets new connections through. Those of before stay silent for ever. */
  void mend() {
    cut.set(false);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entry.accept();
        open.add(client);
        if (!cut.get()) {
          Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
          open.add(server);
          AtomicBoolean dead = new AtomicBoolean();
          pump(client, server, dead);
          pump(server, client, dead);
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void pump(Socket from, Socket to, AtomicBoolean dead) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
              if (cut.get()) {
                dead.set(true);
              }
              if (!dead.get()) {
                out.write(buffer, 0, read);
              }
            }
            if (!dead.get()) {
              to.close();
            }
          } catch (IOException e) {
            // One side has gone, and the other learns it when it writes.
          }
        });
  }

  @Override
  public void close() {
    try {
      entry.close();
      for (Closeable socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
