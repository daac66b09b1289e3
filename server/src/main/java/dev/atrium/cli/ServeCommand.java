// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.server.Config;
import dev.atrium.server.Server;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command {@code atrium serve}, which serves until it is told to stop. */
final class ServeCommand implements Command {
  private static final int FAILED = 1;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  @Override
  public String words() {
    return "serve";
  }

  @Override
  public String summary() {
    return "Start the server.";
  }

  @Override
  public Options options() {
    return ServerOptions.options();
  }

  @Override
  public String notes() {
    return """
    Variables without an option, since others can see the options of a process:
    ATRIUM_ADMIN_TOKEN, the token of the site admin, who creates users and organizations; \
    and ATRIUM_DATABASE_PASSWORD, the password of the PostgreSQL database.\
    """;
  }

  @Override
  public void run(CommandLine line) throws InterruptedException {
    Server.warmUp();
    Config config = ServerOptions.serving(line);
    Server server = new Server(config).start();
    // Not before the server has started, which sets up the log.
    Logger log = LoggerFactory.getLogger(ServeCommand.class);
    DatabaseOptions.notices(line).forEach(log::warn);
    Reach.notices(config).forEach(log::warn);
    Shutdown shutdown = Shutdown.closing(server);
    if (!shutdown.isUnderWay()) {
      System.out.println("Atrium " + Server.version() + " serves " + server.urls().publicUrl());
    }
    watch(server, shutdown, SelfWatch.STANDARD);
  }

  /**
   * Waits until a signal has closed the server. If the server can no longer serve, for example
   * after a VM error, this ends the process; all that was acknowledged is on disk.
   */
  static void watch(Server server, Shutdown shutdown, SelfWatch watch) throws InterruptedException {
    while (!shutdown.await(watch.every())) {
      Optional<String> fault = watch.look(server::ask);
      if (fault.isPresent() && !shutdown.isUnderWay()) {
        // A process that answers nobody would still look alive. Once it has ended, whoever watches
        // it can start it again.
        try {
          say("Atrium stops: " + fault.get() + ", see above.");
        } finally {
          Runtime.getRuntime().halt(FAILED); // Whatever hinders the last words.
        }
      }
    }
  }

  /** Prints a line, but does not wait long for whoever reads standard error. */
  private static void say(String line) throws InterruptedException {
    var _ = Thread.ofPlatform().daemon().start(() -> System.err.println(line)).join(LAST_WORDS);
  }
}
