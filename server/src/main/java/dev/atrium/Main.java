// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
    name = "atrium",
    description = "A self-hosted Copilot Spaces server, wire-compatible with GitHub's REST API.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {Main.Serve.class, DemoCommand.class, RepoCommand.class, Training.class})
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("serve")) {
      Server.warmUp();
    }
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler((e, command, result) -> {
      command.getErr().println("atrium: " + e.getMessage());
      return 1;
    });
    int code = line.execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Atrium " + Server.version()};
    }
  }

  /** The options that every command with a data folder has. */
  static final class ServerOptions {
    @Option(
        names = "--port",
        defaultValue = "${env:ATRIUM_PORT:-8080}",
        description = "Port; 0 for a free one. Variable ATRIUM_PORT. Default: 8080.")
    int port;

    @Option(
        names = "--bind",
        defaultValue = "${env:ATRIUM_BIND:-127.0.0.1}",
        description = "Address to listen on. Variable ATRIUM_BIND. Default: 127.0.0.1.")
    String bind;

    @Option(
        names = "--data",
        defaultValue = "${env:ATRIUM_DATA:-.atrium/data}",
        description =
            "Folder of the embedded database and of the repositories. Variable ATRIUM_DATA. Default: .atrium/data.")
    Path data;

    @Option(
        names = "--database",
        defaultValue = "${env:ATRIUM_DATABASE:-}",
        description =
            "A PostgreSQL database, as jdbc:postgresql://host/name?user=…&password=…, instead of the embedded one. Variable ATRIUM_DATABASE.")
    String database;

    @Option(
        names = "--public-url",
        defaultValue = "${env:ATRIUM_PUBLIC_URL:-}",
        description =
            "Where clients reach the server. Variable ATRIUM_PUBLIC_URL. Default: http://BIND:PORT.")
    String publicUrl;

    @Option(
        names = "--rate-limit",
        defaultValue = "${env:ATRIUM_RATE_LIMIT:-5000}",
        description =
            "Requests an hour a token, or off. Variable ATRIUM_RATE_LIMIT. Default: 5000.")
    String rateLimit;

    @Option(
        names = "--max-resources",
        defaultValue = "${env:ATRIUM_MAX_RESOURCES:-500}",
        description = "The most resources in a space. Variable ATRIUM_MAX_RESOURCES. Default: 500.")
    int maxResources;

    Config config() {
      return new Config(
          port,
          bind,
          data,
          present(database),
          present(publicUrl),
          present(System.getenv("ATRIUM_ADMIN_TOKEN")),
          limit(),
          maxResources,
          !"off".equals(System.getenv("ATRIUM_SYNCHRONOUS")));
    }

    private int limit() {
      if (rateLimit.equals("off")) {
        return 0;
      }
      try {
        return Math.max(1, Integer.parseInt(rateLimit));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--rate-limit takes a number, or off; not " + rateLimit, e);
      }
    }

    private static Optional<String> present(@Nullable String value) {
      return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
  }

  /** Serves until it is told to stop. */
  @Command(name = "serve", description = "Serve.", mixinStandardHelpOptions = true)
  static final class Serve implements Callable<Integer> {
    @CommandLine.Mixin ServerOptions options;

    @Override
    public Integer call() throws InterruptedException {
      Server server = new Server(options.config()).start();
      System.out.println("Atrium " + Server.version() + " serves " + server.urls().publicUrl());
      untilStopped(server);
      return 0;
    }
  }

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
