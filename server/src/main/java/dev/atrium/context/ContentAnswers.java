// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.Grant;
import dev.atrium.context.SpaceContents.Stored;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers requests for the content of a space. A read that takes its time is decided on once more,
 * in all its sources, before its answer is sent.
 */
record ContentAnswers(SpaceContents contents, Ingestion ingestion) {
  /** Answers a request whose path names the space. */
  Response answer(Request request, Grant grant, Function<SpaceContent, Response> read) {
    Stored stored = contents.decide(grant);
    return request.decided(stored.grounds(), reading(stored, read));
  }

  /**
   * Answers a part of a request whose body names the space.
   *
   * @param question what tells the part from others of the request
   */
  <T> T answer(
      Request request,
      Object question,
      Class<T> type,
      Grant grant,
      Function<SpaceContent, T> read) {
    Stored stored = contents.decide(grant);
    return request.decided(question, type, stored.grounds(), reading(stored, read));
  }

  private <T> Supplier<T> reading(Stored stored, Function<SpaceContent, T> read) {
    return () -> {
      try (SpaceContent content = contents.open(stored)) {
        ingestion.missedBy(content);
        return read.apply(content);
      }
    };
  }
}
