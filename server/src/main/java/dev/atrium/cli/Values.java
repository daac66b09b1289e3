// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.git.GitException;
import dev.atrium.git.GitRepositories;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.ParseException;

/** The one form in which wrong values are reported: what is wrong, and what is taken. */
final class Values {
  private Values() {}

  /**
   * Returns the error for a wrong value.
   *
   * @param source where the value came from, such as {@code --port}
   */
  static IllegalArgumentException wrong(String source, String allowed, String value) {
    return new IllegalArgumentException(
        "%s takes %s, not %s"
            .formatted(source, allowed, value.isBlank() ? "an empty text" : value));
  }

  /**
   * Returns the path of a git repository on this machine.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Path repository(String source, String text) {
    if (text.matches("[a-z+]+://.*|[^/]+@[^/]+:.*")) {
      throw new IllegalArgumentException(
          "%s takes a git repository on this machine, not a URL. Clone it first: git clone --bare %s"
              .formatted(source, text));
    }
    Path path = Path.of(text);
    try {
      GitRepositories.requireRepository(path);
      return path;
    } catch (GitException e) {
      throw wrong(source, "a git repository on this machine", text);
    }
  }

  /**
   * Refuses options without a value, which an unset variable of the shell leaves behind, and
   * options given twice, of which one would be ignored.
   */
  static void check(CommandLine line) throws ParseException {
    Set<String> seen = new HashSet<>();
    for (Option option : line.getOptions()) {
      String name = "--" + option.getLongOpt();
      if (option.hasArg() && option.getValue().isBlank()) {
        throw wrong(name, "a value", "");
      }
      if (!seen.add(name)) {
        throw new ParseException(name + " is given more than once");
      }
    }
  }
}
