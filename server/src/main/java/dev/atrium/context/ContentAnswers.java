// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.Grant;
import dev.atrium.context.SpaceContents.Stored;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import java.util.function.Function;

/**
 * Answers requests for the content of a space. A read that takes its time is decided on once more,
 * in all its sources, before its answer is sent.
 */
record ContentAnswers(SpaceContents contents, Ingestion ingestion) {
  Response answer(Request request, Grant grant, Function<SpaceContent, Response> read) {
    Stored stored = contents.decide(grant);
    return request.decided(
        stored.grounds(),
        () -> {
          try (SpaceContent content = contents.open(stored)) {
            ingestion.missedBy(content);
            return read.apply(content);
          }
        });
  }
}
