// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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

  /** Returns the value of the option, else of the variable, else the default. */
  Optional<String> value(CommandLine line) {
    String said = line.getOptionValue(name);
    if (said == null) {
      said = System.getenv(variable());
    }
    // A variable that is set to nothing is as good as unset; Commands refuses such an option.
    return Optional.of(said == null || said.isBlank() ? fallback : said)
        .filter(text -> !text.isEmpty());
  }

  /** Returns the value of a setting that has a default. */
  String text(CommandLine line) {
    return value(line).orElseThrow();
  }

  /** Returns what the value came from, as the user wrote it: the option or the variable. */
  String source(CommandLine line) {
    return line.hasOption(name) ? "--" + name : variable();
  }

  /**
   * Returns the error for a value that is not taken.
   *
   * @param allowed what is taken
   */
  IllegalArgumentException wrong(CommandLine line, String allowed) {
    return Values.wrong(source(line), allowed, value(line).orElse(""));
  }

  /**
   * Returns the value as another type.
   *
   * @param parse throws IllegalArgumentException for a value that is not taken
   * @param allowed what is taken
   */
  <T> Optional<T> parsed(CommandLine line, Function<String, T> parse, String allowed) {
    return value(line)
        .map(text -> {
          try {
            return parse.apply(text);
          } catch (IllegalArgumentException e) {
            throw wrong(line, allowed);
          }
        });
  }

  int number(CommandLine line, int least, int most) {
    return number(line, least, most, "");
  }

  /** Returns the number, or 0 for the word that says there is none, such as {@code off}. */
  int numberOr(String none, CommandLine line, int least, int most) {
    return text(line).equals(none) ? 0 : number(line, least, most, ", or " + none);
  }

  private int number(CommandLine line, int least, int most, String orElse) {
    try {
      int number = Integer.parseInt(text(line));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, with the accepted range.
    }
    throw wrong(line, "a number from %d to %d%s".formatted(least, most, orElse));
  }

  boolean on(CommandLine line) {
    return switch (text(line)) {
      case "on" -> true;
      case "off" -> false;
      default -> throw wrong(line, "on or off");
    };
  }
}
