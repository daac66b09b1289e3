// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import dev.atrium.demo.Demo;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code atrium demo}: a sample organization made from this very repository. */
@Command(
    name = "demo",
    description = "Serve a sample organization made from this very repository.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--fresh", description = "Forget what was done, and start anew.")
  boolean fresh;

  @Option(names = "--repo", description = "A local git repository of yours, to be the second one.")
  @Nullable Path repo;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port; a free one when it is taken. Default: 8080.")
  int port;

  @Option(
      names = "--data",
      defaultValue = ".atrium/demo",
      description = "Where the demo keeps what is done. Default: .atrium/demo.")
  Path data;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.withoutRequests();
    if (fresh) {
      delete(data);
    }
    Files.createDirectories(data);
    Path tokenFile = data.resolve("demo-token");
    if (!Files.exists(tokenFile)) {
      delete(data); // A demo that was interrupted as it was made is made again.
    }
    String adminToken = secret();
    Server server = new Server(config(adminToken)).start();
    String url = server.urls().publicUrl();
    if (!Files.exists(tokenFile)) {
      String token = new Demo(url, adminToken, server.git).setUp(here(), Optional.ofNullable(repo));
      Files.writeString(tokenFile, token);
    }
    print(url, Files.readString(tokenFile).strip());
    Main.untilStopped(server);
    return 0;
  }

  private Config config(String adminToken) {
    return new Config(
        isFree(port) ? port : 0,
        "127.0.0.1",
        data,
        Optional.empty(),
        Optional.empty(),
        Optional.of(adminToken),
        Config.DEFAULT_RATE_LIMIT,
        Config.DEFAULT_MAX_RESOURCES,
        true);
  }

  private static void print(String url, String token) {
    System.out.printf(
        """
        Atrium serves a demo at %1$s
          organization  %3$s
          login         %4$s
          token         %2$s

        Three things to try:
          curl -H "Authorization: Bearer %2$s" %1$s/orgs/%3$s/copilot-spaces
          curl -H "Authorization: Bearer %2$s" %1$s/orgs/%3$s/copilot-spaces/1/resources
          curl -H "Authorization: Bearer %2$s" %1$s/users/%4$s/copilot-spaces -d '{"name":"My first space"}'

        What you do is kept: start again without --fresh to find it. Stop with Ctrl-C.
        """,
        url, token, Demo.ORGANIZATION, Demo.LOGIN);
    System.out.flush();
  }

  /** This repository, where the demo is started in a checkout of it. */
  private static Optional<Path> here() {
    Path root = Path.of(System.getProperty("atrium.home", "."));
    return Files.exists(root.resolve(".git")) ? Optional.of(root) : Optional.empty();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static String secret() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
