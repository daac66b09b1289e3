// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.error.FileFaults;
import dev.atrium.server.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** The command line: runs the command that its first words name. */
public final class Commands {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  static final List<Command> ALL =
      List.of(
          new ServeCommand(),
          new DemoCommand(),
          new McpCommand(),
          new RepoImportCommand(),
          new DoctorCommand(),
          new AppCreateCommand(),
          new AccessCommand(),
          new BridgeTraining(),
          new Training());

  private Commands() {}

  /**
   * Runs one command.
   *
   * @return the exit code of the process: 1 if the command failed, 2 if a word, an option or a
   *     value was not understood
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    List<String> words = helpLast(List.of(args));
    switch (words.getFirst()) {
      case "--help", "-h" -> {
        Help.program(ALL, out);
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
    for (Command command : ALL) {
      List<String> name = List.of(command.words().split(" "));
      if (words.size() >= name.size() && words.subList(0, name.size()).equals(name)) {
        return run(command, words.subList(name.size(), words.size()), out, err);
      }
    }
    return group(words, out, err);
  }

  /** Takes {@code help serve} for {@code serve --help}, and nothing at all for {@code --help}. */
  private static List<String> helpLast(List<String> words) {
    if (!words.isEmpty() && !words.getFirst().equals("help")) {
      return words;
    }
    List<String> turned = new ArrayList<>(words.isEmpty() ? words : words.subList(1, words.size()));
    turned.add("--help");
    return turned;
  }

  /** Handles words that name no command, but perhaps a group of them, such as {@code repo}. */
  private static int group(List<String> words, PrintStream out, PrintStream err) {
    List<Command> group =
        ALL.stream().filter(command -> command.words().startsWith(words.getFirst() + " ")).toList();
    if (group.isEmpty()) {
      return noCommand(words.getFirst(), ALL, err);
    }
    if (words.size() == 2 && words.get(1).matches("--help|-h")) {
      Help.list(group, out);
      return 0;
    }
    return noCommand(String.join(" ", words), group, err);
  }

  private static int noCommand(String words, List<Command> there, PrintStream err) {
    err.println("atrium: " + words + " is no command. There is:");
    Help.list(there, err);
    err.println("atrium --help lists more.");
    return MISUSED;
  }

  private static int run(Command command, List<String> args, PrintStream out, PrintStream err) {
    Options options = command.options();
    options.addOption("h", "help", false, "Print this help.");
    if (args.contains("--help") || args.contains("-h")) {
      Help.command(command, options, out);
      return 0;
    }
    try {
      CommandLine line =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .get()
              .parse(options, args.toArray(String[]::new));
      Values.check(line);
      int needed = command.arguments().isEmpty() ? 0 : command.arguments().split(" ").length;
      if (line.getArgList().size() != needed) {
        throw new ParseException(
            needed == 0
                ? "it takes no arguments: " + String.join(" ", line.getArgList())
                : "it takes %s, not %s"
                    .formatted(
                        command.arguments(),
                        line.getArgList().isEmpty()
                            ? "nothing"
                            : String.join(" ", line.getArgList())));
      }
      command.run(line);
      return 0;
    } catch (UnrecognizedOptionException e) {
      return misused(command, "there is no option " + e.getOption().replaceFirst("=.*", ""), err);
    } catch (MissingArgumentException e) {
      return misused(command, "--%s needs a value".formatted(e.getOption().getLongOpt()), err);
    } catch (ParseException | IllegalArgumentException e) {
      return misused(command, String.valueOf(e.getMessage()), err);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    } catch (IOException | RuntimeException e) {
      err.println("atrium: " + message(e));
      return FAILED;
    }
  }

  private static int misused(Command command, String what, PrintStream err) {
    err.printf("atrium: %s%natrium %s --help lists what it takes.%n", what, command.words());
    return MISUSED;
  }

  private static String message(Exception e) {
    if (e instanceof FileSystemException fault) {
      return fault.getFile() + ": " + FileFaults.reason(fault);
    }
    return e.getMessage() == null || e instanceof NullPointerException
        ? "failed, which is a fault of Atrium: " + e
        : e.getMessage();
  }
}
