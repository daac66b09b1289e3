// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/** The help: of the program, of a group of commands, and of a command. */
final class Help {
  /** The width of the help, in columns. */
  private static final int WIDTH = 100;

  private Help() {}

  static void program(List<Command> commands, PrintStream out) {
    out.println(
        "Atrium, a self-hosted Copilot Spaces server, wire-compatible with GitHub's REST API.\n");
    list(commands, out);
    out.println(
        """

        In a clone of the sources:
          ./atrium build            Build the program, so that the next start does not.
          ./atrium dist             Make an archive that runs without JDK and Maven.
          ./atrium test [--long]    Run all tests.
          ./atrium bench            Run the benchmarks.

        Variables:
          ATRIUM_ADMIN_TOKEN        Token of the site admin, who creates users and organizations.
          ATRIUM_DATABASE_PASSWORD  Password of the PostgreSQL database.
          ATRIUM_TOKEN              Token that atrium mcp connects an assistant with.
          ATRIUM_HEAP               Memory for Java objects, such as 512m. Default: a quarter of the machine's,
                                    256 MiB to 1 GiB.
          ATRIUM_JAVA_OPTS          More options for Java.
          Every option of serve has one, too: atrium serve --help names it.

        atrium COMMAND --help lists its options; atrium --version prints the version.\
        """);
  }

  static void list(List<Command> commands, PrintStream out) {
    for (Command command : commands) {
      if (!command.summary().isEmpty()) {
        out.printf("  atrium %s%n      %s%n", usage(command), command.summary());
      }
    }
  }

  static void command(Command command, Options options, PrintStream out) {
    TextHelpAppendable text = new TextHelpAppendable(out);
    text.setMaxWidth(WIDTH);
    try {
      HelpFormatter.builder()
          .setShowSince(false)
          .setHelpAppendable(text)
          .get()
          .printHelp(
              "atrium " + usage(command), command.summary(), options, command.notes(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String usage(Command command) {
    return (command.words() + " " + command.arguments()).strip() + " [options]";
  }
}
