// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import java.util.concurrent.CountDownLatch;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code atrium serve}: serves until it is told to stop. */
final class ServeCommand implements Command {
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

  /** Returns when SIGTERM or SIGINT has closed the server. */
  static void untilStopped(Server server) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  server.close();
                  stopped.countDown();
                }));
    stopped.await();
  }
}
