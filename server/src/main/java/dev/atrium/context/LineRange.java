// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.util.ArrayList;
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
    return within(lines.size());
  }

  /** Returns the part of the range that a text of so many lines has. */
  Optional<LineRange> within(int lines) {
    return start <= Math.max(1, lines)
        ? Optional.of(new LineRange(start, Math.min(end, lines)))
        : Optional.empty();
  }

  /** Returns how many lines a text has. */
  static int count(String text) {
    int lines = 0;
    for (int begin = 0; begin < text.length(); begin = behind(text, begin)) {
      lines++;
    }
    return lines;
  }

  /** Returns the lines of the range with their ends, without a look at those behind it. */
  String of(String text) {
    int begin = 0;
    for (int line = 1; line < start; line++) {
      begin = behind(text, begin);
    }
    int stop = begin;
    for (int line = start; line <= end; line++) {
      stop = behind(text, stop);
    }
    return text.substring(begin, stop);
  }

  /** Returns where the line after the one at a place begins. */
  private static int behind(String text, int place) {
    int end = text.indexOf('\n', place);
    return end < 0 ? text.length() : end + 1;
  }

  /** Returns the lines of the range with their ends. */
  public String of(List<String> lines) {
    return String.join("", lines.subList(start - 1, Math.max(start - 1, end)));
  }

  /** Splits a text into lines, each with its line end; together they are the text. */
  public static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (int begin = 0; begin < text.length(); ) {
      int next = behind(text, begin);
      lines.add(text.substring(begin, next));
      begin = next;
    }
    return lines;
  }
}
