// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.repositories.RepositoryImport;
import dev.atrium.server.Server;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * The command {@code atrium repo import}, which imports a local git repository with its history.
 */
final class RepoImportCommand implements Command {
  private static final String UPDATE = "update";

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
    return ServerOptions.storage()
        .addOption(
            null,
            UPDATE,
            false,
            "Bring a repository that was imported before up to date: new branches come, others move forward. Nothing is deleted or overwritten.");
  }

  @Override
  public void run(CommandLine line) {
    Path path = Values.repository("PATH", line.getArgList().getFirst());
    FullName name = FullName.of("OWNER/NAME", line.getArgList().get(1));
    try (Server server = new Server(ServerOptions.existing(line))) {
      RepositoryImport imports = server.repositories().imports();
      if (line.hasOption(UPDATE)) {
        update(imports, path, name);
      } else {
        String branch = imports.run(path, name.owner(), name.name());
        System.out.println("Imported " + path + " as " + name + ", default branch " + branch);
      }
    }
  }

  private static void update(RepositoryImport imports, Path path, FullName name) {
    List<String> left = imports.update(path, name.owner(), name.name());
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          "Left as they are, because they have commits that %s lacks: %s. All others are up to date."
              .formatted(path, String.join(", ", left)));
    }
    System.out.println("Brought " + name + " up to date with " + path);
  }
}
