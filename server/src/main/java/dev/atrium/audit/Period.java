// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.http.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A span of time in a phrase: {@code 2026-01-31}, {@code >=2026-01-31} or {@code
 * 2026-01-01..2026-01-31}, each also with a time of day.
 *
 * @param from milliseconds since 1970, inclusive
 * @param to milliseconds since 1970, exclusive
 */
record Period(long from, long to) {

  /**
   * Parses a span of time.
   *
   * @throws dev.atrium.error.ApiException 422 if the text is not one
   */
  static Period parse(String text) {
    int dots = text.indexOf("..");
    if (dots >= 0) {
      return new Period(of(text.substring(0, dots)).from, of(text.substring(dots + 2)).to);
    }
    if (text.startsWith(">=")) {
      return new Period(of(text.substring(2)).from, Long.MAX_VALUE);
    }
    if (text.startsWith("<=")) {
      return new Period(0, of(text.substring(2)).to);
    }
    if (text.startsWith(">")) {
      return new Period(of(text.substring(1)).to, Long.MAX_VALUE);
    }
    return text.startsWith("<") ? new Period(0, of(text.substring(1)).from) : of(text);
  }

  /** Returns the span of a day or a second, or all of time for {@code *}. */
  private static Period of(String text) {
    try {
      if (text.equals("*")) {
        return new Period(0, Long.MAX_VALUE);
      }
      if (!text.contains("t")) {
        LocalDate day = LocalDate.parse(text);
        return new Period(start(day), start(day.plusDays(1)));
      }
      Instant second = Times.parse(text).orElseThrow(() -> new DateTimeException(text));
      return new Period(second.toEpochMilli(), second.plusSeconds(1).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw AuditSearch.fault(
          "created must be a day or a time, as 2026-01-31, >=2026-01-31T08:00:00Z or 2026-01-01..2026-01-31");
    }
  }

  private static long start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  void addTo(Conditions conditions, boolean negated) {
    conditions.add(negated, "created_at >= ? AND created_at < ?", from, to);
  }
}
