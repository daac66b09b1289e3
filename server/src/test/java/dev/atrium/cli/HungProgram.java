// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.server.Config;
import dev.atrium.server.Server;
import java.nio.file.Path;
import java.time.Duration;

/** A process whose server accepts connections and never answers, since nothing else gets a turn. */
final class HungProgram {
  private HungProgram() {}

  public static void main(String[] args) throws InterruptedException {
    Server server = new Server(Config.of(Path.of(args[0])).build()).start();
    for (int carrier = 0; carrier < Runtime.getRuntime().availableProcessors(); carrier++) {
      Thread.ofVirtual().start(HungProgram::spin);
    }
    ServeCommand.watch(
        server,
        Shutdown.closing(server),
        new SelfWatch(Duration.ofMillis(100), Duration.ofSeconds(1), 2));
  }

  private static void spin() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }
}
