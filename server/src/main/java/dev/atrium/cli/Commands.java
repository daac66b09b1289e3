// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.server.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/** The command line: runs the command that its first words name. */
public final class Commands {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** The width of the help, in columns. */
  private static final int WIDTH = 100;

  private static final List<Command> COMMANDS =
      List.of(
          new ServeCommand(),
          new DemoCommand(),
          new RepoImportCommand(),
          new DoctorCommand(),
          new AppCreateCommand(),
          new AccessCommand(),
          new Training());

  private Commands() {}

  /**
   * Runs one command.
   *
   * @return the exit code of the process: 1 if the command failed, 2 if it was not understood
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    List<String> words = List.of(args);
    switch (words.isEmpty() ? "--help" : words.getFirst()) {
      case "--help", "-h", "help" -> {
        list(out);
        return 0;
      }
      case "--version", "-V" -> {
        out.println("Atrium " + Server.version());
        return 0;
      }
      default -> {
        // A command or an unknown word, which are handled below.
      }
    }
    for (Command command : COMMANDS) {
      List<String> name = List.of(command.words().split(" "));
      if (words.size() >= name.size() && words.subList(0, name.size()).equals(name)) {
        return run(command, Arrays.copyOfRange(args, name.size(), args.length), out, err);
      }
    }
    List<Command> group =
        COMMANDS.stream()
            .filter(command -> command.words().startsWith(words.getFirst() + " "))
            .toList();
    if (!group.isEmpty() && words.size() == 2 && words.get(1).matches("--help|-h")) {
      list(group, out);
      return 0;
    }
    if (!group.isEmpty()) {
      err.println("atrium: " + String.join(" ", words) + " is no command. There is:");
      list(group, err);
      return MISUSED;
    }
    err.println("atrium: there is no command " + words.getFirst() + ".");
    list(err);
    return MISUSED;
  }

  private static int run(Command command, String[] args, PrintStream out, PrintStream err) {
    Options options = command.options();
    options.addOption("h", "help", false, "Print this help.");
    try {
      CommandLine line =
          DefaultParser.builder().setAllowPartialMatching(false).get().parse(options, args);
      if (line.hasOption("help")) {
        help(command, options, out);
        return 0;
      }
      int needed = command.arguments().isEmpty() ? 0 : command.arguments().split(" ").length;
      if (line.getArgList().size() != needed) {
        throw new ParseException(
            needed == 0
                ? "It takes no arguments: " + line.getArgList()
                : "It takes " + command.arguments() + ", not " + line.getArgList());
      }
      command.run(line);
      return 0;
    } catch (ParseException e) {
      err.printf(
          "atrium: %s%natrium %s --help lists what it takes.%n", e.getMessage(), command.words());
      return MISUSED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    } catch (IOException | RuntimeException e) {
      err.println("atrium: " + e.getMessage());
      return FAILED;
    }
  }

  private static void list(PrintStream out) {
    out.println(
        "Atrium, a self-hosted Copilot Spaces server, wire-compatible with GitHub's REST API.\n");
    list(COMMANDS, out);
    out.println(
        """

        In a clone of the sources:
          ./atrium build            Build the program, so that the next start does not.
          ./atrium dist             Make an archive that runs without JDK and Maven.
          ./atrium test [--long]    Run all tests.
          ./atrium bench            Run the benchmarks.

        Variables:
          ATRIUM_ADMIN_TOKEN        Token of the site admin, who creates users and organizations.
          ATRIUM_HEAP               Memory for Java objects, such as 512m. Default: a quarter of the machine's,
                                    256 MiB to 1 GiB.
          ATRIUM_JAVA_OPTS          More options for Java.

        atrium COMMAND --help lists its options; atrium --version prints the version.\
        """);
  }

  private static void list(List<Command> commands, PrintStream out) {
    for (Command command : commands) {
      if (!command.summary().isEmpty()) {
        out.printf("  atrium %s%n      %s%n", usage(command), command.summary());
      }
    }
  }

  private static void help(Command command, Options options, PrintStream out) {
    TextHelpAppendable text = new TextHelpAppendable(out);
    text.setMaxWidth(WIDTH);
    try {
      HelpFormatter.builder()
          .setShowSince(false)
          .setHelpAppendable(text)
          .get()
          .printHelp("atrium " + usage(command), command.summary(), options, "", false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String usage(Command command) {
    return (command.words() + " " + command.arguments()).strip() + " [options]";
  }
}
