// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.Grant;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.work.OneAtATime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The endpoint that gives a space as one text for a model. */
final class ContextApi {
  private static final String RESOURCE = "Context";

  private final ContentAnswers contents;
  private final Assembler assembler;
  private final OneAtATime turns;
  private final Urls urls;

  /**
   * @param turns the turns of what takes the processor for long
   */
  ContextApi(ContentAnswers contents, Assembler assembler, OneAtATime turns, Urls urls) {
    this.turns = turns;
    this.contents = contents;
    this.assembler = assembler;
    this.urls = urls;
  }

  Response get(Request request, Grant grant) {
    ContextRequest asked =
        new ContextRequest(
            request.query("q").filter(sent -> !sent.isBlank()), budget(request), encoding(request));
    boolean json = isJson(request);
    String space = request.path().substring(0, request.path().lastIndexOf('/'));
    return contents.answer(
        request,
        grant,
        content -> {
          Assembly assembly = turns.run(() -> assembler.assemble(content, asked));
          return json
              ? Response.ok(ContextJson.of(assembly, new DocumentRendering(urls, space)))
              : Response.text(assembly.text(), "text/plain; charset=utf-8");
        });
  }

  /** Text is what a model reads, and what nobody has to ask for twice. */
  private static boolean isJson(Request request) {
    Optional<String> format = request.query("format").filter(sent -> !sent.isEmpty());
    format
        .filter(sent -> !sent.equals("text") && !sent.equals("json"))
        .ifPresent(sent -> refuse("format", "format must be text or json"));
    String accept = request.header("Accept").orElse("").toLowerCase(Locale.ROOT);
    return format.map("json"::equals).orElse(accept.contains("json"));
  }

  private static int budget(Request request) {
    Optional<String> sent = request.query("budget").filter(value -> !value.isEmpty());
    if (sent.isEmpty()) {
      return ContextRequest.STANDARD;
    }
    int budget = sent.filter(value -> value.matches("[0-9]{1,7}")).map(Integer::valueOf).orElse(0);
    if (budget < ContextRequest.LEAST || budget > ContextRequest.MOST) {
      refuse(
          "budget",
          "budget must be a number of tokens from %d to %d"
              .formatted(ContextRequest.LEAST, ContextRequest.MOST));
    }
    return budget;
  }

  private static TokenCounter encoding(Request request) {
    List<TokenCounter> all = Arrays.asList(TokenCounter.values());
    String wanted =
        request
            .query("encoding")
            .filter(sent -> !sent.isEmpty())
            .orElse(TokenCounter.O200K_BASE.wire());
    return all.stream()
        .filter(each -> each.wire().equals(wanted) || each.wire().equals(wanted + "_base"))
        .findFirst()
        .orElseThrow(() -> invalid("encoding", "encoding must be o200k_base or cl100k_base"));
  }

  private static void refuse(String field, String message) {
    throw invalid(field, message);
  }

  private static ApiException invalid(String field, String message) {
    return ApiException.invalid(FieldError.invalid(RESOURCE, field, message));
  }
}
