// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.Grant;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Texts;
import dev.atrium.http.Urls;
import dev.atrium.work.AnswerMemory;
import dev.atrium.work.OneAtATime;
import java.util.List;

/** The endpoint that searches a space. */
final class SearchApi {
  private static final String RESOURCE = "Search";
  private static final int STANDARD_LIMIT = 10;
  private static final int MOST = 100;
  private static final List<String> MODES = List.of("auto", "words", "exact");

  private final ContentAnswers contents;
  private final SpaceSearch search;
  private final OneAtATime reading;
  private final Urls urls;

  /**
   * @param reading the turns of searches, which take the processor and read many documents
   */
  SearchApi(ContentAnswers contents, SpaceSearch search, OneAtATime reading, Urls urls) {
    this.contents = contents;
    this.search = search;
    this.reading = reading;
    this.urls = urls;
  }

  Response search(Request request, Grant grant) {
    long begun = System.nanoTime();
    String query = request.query("q").orElse("");
    if (query.isBlank()) {
      throw invalid("q", "q must not be empty: it is what is searched for");
    }
    String mode = request.query("mode").filter(sent -> !sent.isEmpty()).orElse("auto");
    if (!MODES.contains(mode)) {
      throw invalid("mode", "mode must be one of " + String.join(", ", MODES));
    }
    DocumentFilter filter = DocumentFilter.of(request);
    int limit = limit(request);
    boolean exact = mode.equals("exact");
    String space = request.path().substring(0, request.path().lastIndexOf('/'));
    return contents.answer(
        request,
        grant,
        content -> {
          Found found =
              reading.run(() ->
                  exact
                      ? search.exact(content, query, filter, limit)
                      : search.words(content, query, filter, limit));
          found.passages().forEach(passage -> AnswerMemory.count(passage.text()));
          long took = (System.nanoTime() - begun) / 1_000_000;
          DocumentRendering rendering = new DocumentRendering(urls, space);
          return Response.json(
              200, SearchJson.of(found, exact ? "exact" : "words", took, rendering));
        });
  }

  private static int limit(Request request) {
    return request
        .query("limit")
        .flatMap(Texts::integer)
        .filter(number -> number > 0)
        .map(number -> (int) Math.min(number, MOST))
        .orElse(STANDARD_LIMIT);
  }

  private static ApiException invalid(String field, String message) {
    return ApiException.invalid(FieldError.invalid(RESOURCE, field, message));
  }
}
