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
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * The command {@code atrium demo}, which serves a sample organization made from this repository.
 */
final class DemoCommand implements Command {
  private static final Setting PORT =
      new Setting("port", "N", "8080", "Port to listen on; a free one if it is taken.");
  private static final Setting DATA =
      new Setting("data", "DIR", ".atrium/demo", "Folder for the demo's data.");

  @Override
  public String words() {
    return "demo";
  }

  @Override
  public String summary() {
    return "Start a server with a sample organization, made from this repository.";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(PORT.option())
        .addOption(DATA.option())
        .addOption(null, "fresh", false, "Delete the demo's data and start over.")
        .addOption(null, "repo", true, "Local git repository to use as the second one.");
  }

  @Override
  public void run(CommandLine line) throws IOException, InterruptedException {
    Server.warmUp();
    int port = PORT.number(line, 0, ServerOptions.LAST_PORT);
    Optional<Path> repository =
        Optional.ofNullable(line.getOptionValue("repo"))
            .map(path -> Values.repository("--repo", path));
    Path data = Path.of(DATA.text(line));
    Path tokenFile = prepare(data, line.hasOption("fresh"));
    DataFolder.prepare(DATA, line);
    String adminToken = secret();
    Config config = Config.of(data).port(isFree(port) ? port : 0).adminToken(adminToken).build();
    Server server = new Server(config).start();
    Shutdown shutdown = Shutdown.closing(server);
    String url = server.urls().publicUrl();
    if (!Files.exists(tokenFile)) {
      System.out.println("Making the sample organization; this takes some seconds …");
      Demo.Tokens tokens =
          new Demo(url, adminToken, server.platform().git()).setUp(here(), repository);
      Files.write(tokenFile, List.of(tokens.owner(), tokens.member()));
    }
    List<String> tokens = Files.readAllLines(tokenFile);
    print(url, tokens.getFirst());
    if (tokens.size() > 1) { // A demo made by 0.1.0 has only one.
      printSharing(url, tokens.get(1));
    }
    printAgents(url, tokens.getFirst());
    printEnd();
    ServeCommand.watch(server, shutdown, SelfWatch.STANDARD);
  }

  /**
   * Prepares the data folder. Deletes its content only if a demo made it and no server runs there.
   *
   * @return the file with the tokens, which exists once the demo is complete
   * @throws IllegalArgumentException if the folder holds anything else, or a server runs there
   */
  private static Path prepare(Path data, boolean fresh) throws IOException {
    Path marker = data.resolve("demo");
    Path tokenFile = data.resolve("demo-token");
    boolean ours = Files.exists(marker) || Files.exists(tokenFile);
    if (!ours && !Folders.isEmpty(data)) {
      throw new IllegalArgumentException(
          "--data takes a new folder or that of a demo, not %s, which holds something else: it is not touched"
              .formatted(data));
    }
    if (fresh || !Files.exists(tokenFile)) {
      if (Folders.isLocked(data)) {
        throw new IllegalStateException(
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
        """,
        url, token, Demo.ORGANIZATION, Demo.LOGIN);
  }

  private static void printSharing(String url, String token) {
    System.out.printf(
        """

        And what another user sees: %4$s, a member, does not see the space that only owners may read:
          curl -H "Authorization: Bearer %2$s" %1$s/orgs/%3$s/copilot-spaces
        """,
        url, token, Demo.ORGANIZATION, Demo.MEMBER);
  }

  private static void printAgents(String url, String token) {
    System.out.printf(
        """

        What a model reads: search a space, print it as one text, or point an agent here, such as Claude Code:
          curl -H "Authorization: Bearer %2$s" "%1$s/orgs/%3$s/copilot-spaces/1/search?q=who+approves+refunds"
          curl -H "Authorization: Bearer %2$s" "%1$s/orgs/%3$s/copilot-spaces/1/context?budget=2000"
          claude mcp add --transport http atrium %1$s/mcp --header "Authorization: Bearer %2$s"
        docs/agents.md has other agents.
        """,
        url, token, Demo.ORGANIZATION);
  }

  private static void printEnd() {
    System.out.println(
        """

        Your changes are saved. Run `./atrium demo` again to continue, or with `--fresh` to start over. Stop with Ctrl-C.\
        """);
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
