// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.Grant;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The endpoint that tells how far the sources of a space are, and how full it is. */
final class SourcesApi {
  private final ContentAnswers contents;
  private final SourceTotals.Counter totals;

  SourcesApi(ContentAnswers contents, SourceTotals.Counter totals) {
    this.contents = contents;
    this.totals = totals;
  }

  Response list(Request request, Grant grant) {
    return contents.answer(request, grant, this::list);
  }

  private Response list(SpaceContent content) {
    List<SourceJson> sources =
        content.sources().stream().map(source -> SourceJson.of(source, totals.of(source))).toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("documents", sources.stream().mapToInt(SourceJson::documents).sum());
    answer.put("indexed", sources.stream().mapToInt(SourceJson::indexed).sum());
    answer.put("counted", sources.stream().mapToInt(SourceJson::counted).sum());
    answer.put("tokens", sources.stream().mapToLong(SourceJson::tokens).sum());
    answer.put("encoding", TokenCounter.O200K_BASE.wire());
    answer.put("sources", sources);
    return Response.ok(answer);
  }
}
