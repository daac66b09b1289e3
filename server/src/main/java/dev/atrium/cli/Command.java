// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** One command of the command line. */
interface Command {
  /** What is typed behind {@code atrium}: {@code serve}, {@code repo import}. */
  String words();

  /** What follows the options, as the help shows it; each word is needed. */
  default String arguments() {
    return "";
  }

  /** One sentence; empty for a command that the help leaves out. */
  String summary();

  Options options();

  /**
   * Does it.
   *
   * @param line the options, and as many arguments as {@link #arguments} has words
   * @throws ParseException when the line was not understood
   * @throws IllegalArgumentException when a value is of no use; its message tells what to say
   *     instead
   */
  void run(CommandLine line) throws IOException, InterruptedException, ParseException;
}
