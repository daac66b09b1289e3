// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** One attempt that brought no answer, and whether another may. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String SERVICE = "The service for embeddings ";

  private final boolean passing;
  private final @Nullable Duration pause;

  private Refusal(String message, boolean passing, @Nullable Duration pause) {
    super(message, null, false, false);
    this.passing = passing;
    this.pause = pause;
  }

  static Refusal unreachable(String why) {
    return new Refusal(SERVICE + "cannot be reached: " + why, true, null);
  }

  /**
   * Returns the refusal that an answer other than 200 is.
   *
   * @param key what must not be told, if the service repeats it
   */
  static Refusal of(HttpResponse<byte[]> answer, String key) {
    int status = answer.statusCode();
    if (status == 429 || status >= 500) {
      return new Refusal(SERVICE + "answers " + status + ".", true, pause(answer));
    }
    if (status == 401 || status == 403) {
      // Services repeat parts of the key here.
      return new Refusal(SERVICE + "refuses the key (" + status + ").", false, null);
    }
    if (status >= 300 && status < 400) {
      return new Refusal(
          SERVICE + "answers " + status + ", a redirect, which is not followed.", false, null);
    }
    String why = EmbeddingsJson.message(answer.body(), key);
    return new Refusal(
        SERVICE + "answers " + status + (why.isEmpty() ? "." : ": " + why), false, null);
  }

  /** Returns the pause that an answer asks for, in seconds or until a time; null for none. */
  private static @Nullable Duration pause(HttpResponse<byte[]> answer) {
    String asked = answer.headers().firstValue("Retry-After").orElse("").strip();
    if (asked.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(asked));
    }
    try {
      ZonedDateTime time = ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration until = Duration.between(ZonedDateTime.now(time.getZone()), time);
      return until.isNegative() ? Duration.ZERO : until;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  boolean mayPass() {
    return passing;
  }

  @Nullable Duration pause() {
    return pause;
  }

  EmbeddingException forCaller() {
    return passing
        ? EmbeddingException.passing(String.valueOf(getMessage()), null)
        : EmbeddingException.lasting(String.valueOf(getMessage()), null);
  }
}
