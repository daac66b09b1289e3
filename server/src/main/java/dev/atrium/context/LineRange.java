// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some lines of a text, counted from 1; both ends belong to it.
 *
 * @param end 0 for none, in an empty text
 */
public record LineRange(int start, int end) {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?");

  /** Reads a range such as {@code 40-80} or {@code 40}; empty for another text. */
  public static Optional<LineRange> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int start = Integer.parseInt(form.group(1));
    int end = form.group(2) == null ? start : Integer.parseInt(form.group(2));
    return start <= end ? Optional.of(new LineRange(start, end)) : Optional.empty();
  }

  /** Returns the range of a whole text. */
  public static LineRange all(List<String> lines) {
    return new LineRange(1, lines.size());
  }

  /** Returns the part of the range that a text has; empty if it begins behind the last line. */
  public Optional<LineRange> within(List<String> lines) {
    return start <= Math.max(1, lines.size())
        ? Optional.of(new LineRange(start, Math.min(end, lines.size())))
        : Optional.empty();
  }

  /** Returns the lines of the range with their ends. */
  public String of(List<String> lines) {
    return String.join("", lines.subList(start - 1, Math.max(start - 1, end)));
  }

  /** Splits a text into lines, each with its line end; together they are the text. */
  public static List<String> lines(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.asList(text.split("(?<=\n)", -1)).stream()
            .filter(line -> !line.isEmpty())
            .toList();
  }
}
