// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.server.Server;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * The command {@code atrium doctor}, which lists where database and data folder differ: contents
 * that the database does not know, and repositories whose content is missing. It brings a content
 * back as a repository, or takes a loss as it is.
 */
final class DoctorCommand implements Command {
  private static final String BRING_BACK = "bring-back";
  private static final String AS = "as";
  private static final String ACCEPT_LOSS = "accept-loss";

  @Override
  public String words() {
    return "doctor";
  }

  @Override
  public String summary() {
    return "List the repositories that were set aside because the database does not know them, and those whose content is missing; bring one back. Stop the server first: only one process can use the data folder.";
  }

  @Override
  public Options options() {
    return ServerOptions.storage()
        .addOption(option(BRING_BACK, "FOLDER", "A folder of the list, to import with --as."))
        .addOption(option(AS, "OWNER/NAME", "The new or empty repository that gets the content."))
        .addOption(
            option(
                ACCEPT_LOSS,
                "OWNER/NAME",
                "A repository whose content is lost for good, to go on as an empty one."));
  }

  private static Option option(String name, String argument, String description) {
    Option option = new Option(null, name, true, description);
    option.setArgName(argument);
    return option;
  }

  @Override
  public void run(CommandLine line) throws ParseException {
    if (line.hasOption(BRING_BACK) != line.hasOption(AS)) {
      throw new ParseException("--bring-back FOLDER and --as OWNER/NAME need each other");
    }
    if (line.hasOption(BRING_BACK) && line.hasOption(ACCEPT_LOSS)) {
      throw new ParseException("--bring-back and --accept-loss are done one at a time");
    }
    // Opening the server sets aside what has no row, so the list is complete.
    try (Server server = new Server(ServerOptions.existing(line))) {
      List<Path> aside = server.platform().git().aside();
      if (line.hasOption(BRING_BACK)) {
        bringBack(server, aside, line.getOptionValue(BRING_BACK), line.getOptionValue(AS));
      } else if (line.hasOption(ACCEPT_LOSS)) {
        FullName name = FullName.of("--accept-loss", line.getOptionValue(ACCEPT_LOSS));
        server.repositories().missing().accept(name.owner(), name.name());
        System.out.println(name + " is an empty repository now.");
      } else {
        list(aside);
        listMissing(server.repositories().missing().names());
      }
    }
  }

  private static void list(List<Path> aside) {
    if (aside.isEmpty()) {
      System.out.println("No repository is set aside.");
      return;
    }
    System.out.println("Set aside, because the database has no such repository:");
    aside.forEach(path -> System.out.println("  " + path));
    System.out.println("Bring one back: atrium doctor --bring-back FOLDER --as OWNER/NAME");
  }

  private static void listMissing(List<String> names) {
    if (names.isEmpty()) {
      System.out.println("No content is missing.");
      return;
    }
    System.out.println(
        "These have commits according to the database, but none in the data folder:");
    names.forEach(name -> System.out.println("  " + name));
    System.out.println(
        "Check that the disk is mounted and that --data is right, or restore the folders from a backup. If the content is lost: atrium doctor --accept-loss OWNER/NAME");
  }

  private static void bringBack(Server server, List<Path> aside, String folder, String as) {
    Path path = Path.of(folder).toAbsolutePath().normalize();
    if (!aside.contains(path)) {
      throw Values.wrong("--bring-back", "a folder that `atrium doctor` lists", folder);
    }
    FullName name = FullName.of("--as", as);
    server.repositories().imports().run(path, name.owner(), name.name());
    System.out.println("Brought back as " + name + ", a private repository if it is new.");
    System.out.println("The folder was copied. Delete it when you no longer need it: " + path);
  }
}
