// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.server.Server;
import java.nio.file.Path;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * The command {@code atrium repo import}, which imports a local git repository with its history.
 */
final class RepoImportCommand implements Command {
  @Override
  public String words() {
    return "repo import";
  }

  @Override
  public String arguments() {
    return "PATH OWNER/NAME";
  }

  @Override
  public String summary() {
    return "Import a local git repository with its history. Stop the server first: only one process can use the data folder.";
  }

  @Override
  public Options options() {
    return ServerOptions.storage();
  }

  @Override
  public void run(CommandLine line) {
    Path path = Path.of(line.getArgList().get(0));
    FullName name = FullName.of(line.getArgList().get(1));
    try (Server server = new Server(ServerOptions.existing(line))) {
      String branch = server.repositories().imports().run(path, name.owner(), name.name());
      System.out.println("Imported " + path + " as " + name + ", default branch " + branch);
    }
  }
}
