// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.server.Server;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What SIGTERM and SIGINT do to a server: they close it, and the process ends after that. */
final class Shutdown {
  private final Server server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean underWay;

  private Shutdown(Server server) {
    this.server = server;
  }

  /**
   * Lets a signal close the server from now on. If one has come already, this closes the server. To
   * be called before the process says that it serves: whoever reads this may send the signal.
   */
  static Shutdown closing(Server server) {
    Shutdown shutdown = new Shutdown(server);
    try {
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(shutdown::close));
    } catch (IllegalStateException e) { // The process is ending, so a hook would not run.
      shutdown.close();
    }
    return shutdown;
  }

  private void close() {
    underWay = true; // Before close(), which gives requests in progress time to finish.
    server.close();
    closed.countDown();
  }

  /** Tells whether the server is being closed, or is closed. */
  boolean isUnderWay() {
    return underWay;
  }

  /** Waits until the server is closed, and tells whether it is. */
  boolean await(Duration atMost) throws InterruptedException {
    return closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
