// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code atrium repo}: repositories, from the machine that the server runs on. */
@Command(
    name = "repo",
    description = "Work with repositories on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = RepoCommand.Import.class)
final class RepoCommand {

  /** {@code atrium repo import}: a local git repository, with its history. */
  @Command(
      name = "import",
      description =
          "Bring a local git repository in, history and all. Stop the server first: the data folder is one process's.",
      mixinStandardHelpOptions = true)
  static final class Import implements Callable<Integer> {
    @Mixin Main.ServerOptions options;

    @Parameters(index = "0", paramLabel = "PATH", description = "The folder of the git repository.")
    Path path;

    @Parameters(
        index = "1",
        paramLabel = "OWNER/NAME",
        description = "What it is to be called; the owner must exist.")
    String name;

    @Override
    public Integer call() {
      Logging.withoutRequests();
      int slash = name.indexOf('/');
      if (slash < 1 || slash != name.lastIndexOf('/') || slash == name.length() - 1) {
        throw new IllegalArgumentException("Say owner/name, as acme/handbook; not " + name);
      }
      try (Server server = new Server(options.config())) {
        String branch =
            server.imports.run(path, name.substring(0, slash), name.substring(slash + 1));
        System.out.println("Imported " + path + " as " + name + ", default branch " + branch);
      }
      return 0;
    }
  }
}
