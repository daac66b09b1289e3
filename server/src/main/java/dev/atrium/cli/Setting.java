// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/**
 * A setting: an option with a value, which can also be an environment variable.
 *
 * @param name the option's name, without its dashes
 * @param argument the name of the value in the help
 * @param fallback the default; empty for none
 */
record Setting(String name, String argument, String fallback, String description) {

  /** Returns the name of the variable, such as {@code ATRIUM_PUBLIC_URL} for {@code public-url}. */
  String variable() {
    return "ATRIUM_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  Option option() {
    String tail = fallback.isEmpty() ? "" : " Default: " + fallback + ".";
    return Option.builder()
        .longOpt(name)
        .hasArg()
        .argName(argument)
        .desc(description + " Variable " + variable() + "." + tail)
        .get();
  }

  /**
   * Returns the value of the option, else of the variable, else the default. Blank counts as
   * absent.
   */
  Optional<String> value(CommandLine line) {
    String said = line.getOptionValue(name);
    if (said == null) {
      said = System.getenv(variable());
    }
    return Optional.of(said == null || said.isBlank() ? fallback : said)
        .filter(text -> !text.isEmpty());
  }

  /** Returns the value of a setting that has a default. */
  String text(CommandLine line) {
    return value(line).orElseThrow();
  }

  int number(CommandLine line, int least, int most) {
    String text = text(line);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, with the accepted range.
    }
    throw new IllegalArgumentException(
        "--%s takes a number from %d to %d, not %s".formatted(name, least, most, text));
  }

  boolean on(CommandLine line) {
    return switch (text(line)) {
      case "on" -> true;
      case "off" -> false;
      case String other ->
          throw new IllegalArgumentException("--%s takes on or off, not %s".formatted(name, other));
    };
  }
}
