// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a search.
 *
 * @param tookMs in milliseconds
 */
record SearchJson(
    int totalCount,
    String mode,
    List<String> lists,
    long tookMs,
    List<Result> results,
    List<Reason> incomplete) {

  static SearchJson of(Found found, String mode, long tookMs, DocumentRendering rendering) {
    return new SearchJson(
        found.total(),
        mode,
        found.lists(),
        tookMs,
        found.passages().stream().map(passage -> Result.of(passage, rendering)).toList(),
        found.incomplete().stream()
            .map(each ->
                new Reason(each.resourceId() == 0 ? null : each.resourceId(), each.reason()))
            .toList());
  }

  /** A passage that was found. */
  record Result(
      String documentId,
      long resourceId,
      String title,
      @Nullable String path,
      @Nullable String repository,
      @Nullable String ref,
      @Nullable String commit,
      Lines lines,
      @Nullable String language,
      double score,
      String text,
      @Nullable String htmlUrl,
      String apiUrl) {

    static Result of(Found.Passage passage, DocumentRendering rendering) {
      Document document = passage.document();
      DocumentJson json = rendering.json(document);
      LineRange lines = passage.lines();
      return new Result(
          document.id(),
          document.resourceId(),
          document.title(),
          json.path(),
          json.repository(),
          json.ref(),
          json.commit(),
          new Lines(lines.start(), lines.end()),
          json.language(),
          passage.score(),
          passage.text(),
          rendering.htmlUrl(document, lines).orElse(null),
          json.apiUrl());
    }
  }

  /** The numbers of the first and the last line of a passage. */
  record Lines(int start, int end) {}

  /** Why a source was not searched as a whole; without an id, why the search was not. */
  record Reason(@JsonInclude(Include.NON_NULL) @Nullable Long resourceId, String reason) {}
}
