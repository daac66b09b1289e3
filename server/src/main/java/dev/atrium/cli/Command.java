// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** One command of the command line. */
interface Command {
  /** Returns the words after {@code atrium}, such as {@code serve} or {@code repo import}. */
  String words();

  /**
   * Returns the arguments after the options, as the help shows them. Each word is one required
   * argument.
   */
  default String arguments() {
    return "";
  }

  /** Returns a summary for the help; empty for a command that the help leaves out. */
  String summary();

  /** Returns what the help says after the options. */
  default String notes() {
    return "";
  }

  Options options();

  /**
   * Runs the command.
   *
   * @param line the options, and as many arguments as {@link #arguments} has words
   * @throws ParseException if the line cannot be understood
   * @throws IllegalArgumentException if a value is unusable; the message says what to give instead
   */
  void run(CommandLine line) throws IOException, InterruptedException, ParseException;
}
