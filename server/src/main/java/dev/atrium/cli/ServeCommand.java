// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.server.Server;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code atrium serve}: serves until it is told to stop. */
final class ServeCommand implements Command {
  private static final int EVERY_SECONDS = 5;
  private static final int FAILED = 1;

  @Override
  public String words() {
    return "serve";
  }

  @Override
  public String summary() {
    return "Serve, with a data folder and what is set.";
  }

  @Override
  public Options options() {
    return ServerOptions.options();
  }

  @Override
  public void run(CommandLine line) throws InterruptedException {
    Server.warmUp();
    Server server = new Server(ServerOptions.config(line)).start();
    System.out.println("Atrium " + Server.version() + " serves " + server.urls().publicUrl());
    untilStopped(server);
  }

  /**
   * Returns when SIGTERM or SIGINT has closed the server. One that cannot serve any more, as after
   * an error of the machine, ends with the process; all that it acknowledged is on disk.
   */
  static void untilStopped(Server server) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean stopping = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  stopping.set(
                      true); // Before it takes no more: requests under way have their time.
                  server.close();
                  stopped.countDown();
                }));
    while (!stopped.await(EVERY_SECONDS, TimeUnit.SECONDS)) {
      if (!server.isServing() && !stopping.get()) {
        // What is left would answer nobody and look alive: whoever watches the process starts it
        // again.
        System.err.println(
            "Atrium stops: it takes no connections or no writes any more, see above.");
        Runtime.getRuntime().halt(FAILED);
      }
    }
  }
}
