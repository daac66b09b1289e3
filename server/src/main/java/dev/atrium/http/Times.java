// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** The reader of times that come from outside. It takes a day as its midnight. */
public final class Times {
  /** A time with or without its offset, or a day. */
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Times() {}

  /** Reads a time, in UTC unless it has an offset; empty if the text is not one. */
  public static Optional<Instant> parse(String text) {
    if (text.startsWith("+") || text.startsWith("-")) {
      return Optional.empty(); // A year of more than four digits.
    }
    try {
      return Optional.of(
          switch (FORM.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
            case OffsetDateTime time -> time.toInstant();
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
            case LocalDate day -> day.atStartOfDay().toInstant(ZoneOffset.UTC);
            default -> throw new DateTimeException("No other type was asked for");
          });
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a time in the query; empty if it is absent or blank.
   *
   * @param resource the name that errors give to what is listed
   * @throws ApiException 422 if the parameter is no time
   */
  public static Optional<Instant> query(Request request, String resource, String name) {
    return request
        .query(name)
        .filter(text -> !text.isBlank())
        .map(text -> parse(text).orElseThrow(() -> ApiException.invalid(fault(resource, name))));
  }

  /** Returns the fault of a field or parameter that is no time. */
  public static FieldError fault(String resource, String name) {
    return FieldError.invalid(
        resource, name, name + " must be a time such as 2023-02-15T08:30:00Z or 2023-02-15");
  }
}
