// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.demo.Demo;
import dev.atrium.server.Config;
import dev.atrium.server.Folders;
import dev.atrium.server.Server;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * The command {@code atrium demo}, which serves a sample organization made from this repository.
 */
final class DemoCommand implements Command {
  private static final Setting PORT =
      new Setting("port", "N", "8080", "Port; a free one when it is taken.");
  private static final Setting DATA =
      new Setting("data", "DIR", ".atrium/demo", "Folder in which the demo keeps its data.");

  @Override
  public String words() {
    return "demo";
  }

  @Override
  public String summary() {
    return "Serve a sample organization made from this very repository.";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(PORT.option())
        .addOption(DATA.option())
        .addOption(null, "fresh", false, "Delete the demo's data and start anew.")
        .addOption(
            null, "repo", true, "A local git repository of yours, to use as the second one.");
  }

  @Override
  public void run(CommandLine line) throws IOException, InterruptedException {
    Server.warmUp();
    Path data = Path.of(DATA.text(line));
    int port = PORT.number(line, 0, ServerOptions.LAST_PORT);
    Path tokenFile = prepare(data, line.hasOption("fresh"));
    String adminToken = secret();
    Config config = Config.of(data).port(isFree(port) ? port : 0).adminToken(adminToken).build();
    Server server = new Server(config).start();
    String url = server.urls().publicUrl();
    if (!Files.exists(tokenFile)) {
      Optional<Path> repository = Optional.ofNullable(line.getOptionValue("repo")).map(Path::of);
      String token = new Demo(url, adminToken, server.platform().git()).setUp(here(), repository);
      Files.writeString(tokenFile, token);
    }
    print(url, Files.readString(tokenFile).strip());
    ServeCommand.untilStopped(server);
  }

  /**
   * Prepares the data folder. Deletes its content only if a demo made it and no server runs there.
   *
   * @return the file with the token, which exists once the demo is complete
   * @throws IllegalArgumentException if the folder holds anything else, or a server runs there
   */
  private static Path prepare(Path data, boolean fresh) throws IOException {
    Path marker = data.resolve("demo");
    Path tokenFile = data.resolve("demo-token");
    boolean ours = Files.exists(marker) || Files.exists(tokenFile);
    if (!ours && !Folders.isEmpty(data)) {
      throw new IllegalArgumentException(
          "%s holds something other than a demo, which is not touched. Name another folder with --data."
              .formatted(data));
    }
    if (fresh || !Files.exists(tokenFile)) {
      if (Folders.isLocked(data)) {
        throw new IllegalArgumentException(
            "An Atrium is running in %s. Stop that one, or name another folder with --data."
                .formatted(data));
      }
      Folders.delete(data); // Includes a demo whose set-up was interrupted.
    }
    Folders.createPrivate(data);
    if (!Files.exists(marker)) {
      Files.writeString(marker, "Made by atrium demo, which deletes this folder with --fresh.\n");
    }
    return tokenFile;
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

  /** Returns the folder of this repository, if the demo is started in a checkout of it. */
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
}
