// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A document and what an assembly gives of it.
 *
 * @param number its number in the table of contents, from 1
 * @param how how much is given
 * @param ranges the passages, if only those are given, in the order of lines
 * @param tokens the tokens of the whole document, if they are known
 * @param reason why it is not given as a whole; empty if it is
 */
public record Given(
    Document document,
    int number,
    How how,
    List<LineRange> ranges,
    Optional<Integer> tokens,
    String reason) {
  public Given {
    ranges = List.copyOf(ranges);
  }

  /** How much is given. */
  public enum How {
    FULL,
    PASSAGES,
    NONE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns the last column of the table of contents. */
  String column() {
    return switch (how) {
      case FULL -> "full";
      case PASSAGES ->
          ranges.stream()
              .map(range -> range.start() + "-" + range.end())
              .collect(Collectors.joining(", ", "passages ", " (%s)".formatted(reason)));
      case NONE -> "no (%s)".formatted(reason);
    };
  }
}
