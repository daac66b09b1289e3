// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.Access;
import dev.atrium.access.Grant;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.error.FieldError;
import dev.atrium.http.Body;
import dev.atrium.http.MediaType;
import dev.atrium.http.Page;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.work.AnswerMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The endpoints for the documents of a space. */
final class DocumentsApi {
  static final String RESOURCE = "CopilotSpaceDocument";

  private final ContentAnswers contents;
  private final DocumentTexts texts;
  private final Urls urls;

  DocumentsApi(ContentAnswers contents, DocumentTexts texts, Urls urls) {
    this.contents = contents;
    this.texts = texts;
    this.urls = urls;
  }

  /** Answers a page of the documents. */
  Response list(Request request, Grant grant) {
    DocumentFilter filter = DocumentFilter.of(request);
    int size = Page.size(request);
    Optional<String> after =
        request.query("after").filter(value -> !value.isEmpty()).map(DocumentCursor::read);
    return contents.answer(request, grant, content -> page(request, content, filter, size, after));
  }

  private Response page(
      Request request,
      SpaceContent content,
      DocumentFilter filter,
      int size,
      Optional<String> after) {
    List<Document> found = new ArrayList<>();
    long total = filter.isNone() ? content.size() : 0;
    int place = after.map(id -> behind(content, id)).orElse(0);
    if (filter.isNone()) {
      found.addAll(content.documents(place, size + 1));
    } else {
      Predicate<Document> wanted = filter.predicate();
      List<Document> all = content.documents().filter(wanted).toList();
      total = all.size();
      content.documents(place, Integer.MAX_VALUE).stream()
          .filter(wanted)
          .limit(size + 1L)
          .forEach(found::add);
    }
    DocumentRendering rendering = rendering(request);
    List<Document> page = found.subList(0, Math.min(size, found.size()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("total_count", total);
    answer.put("documents", page.stream().map(rendering::json).toList());
    Response response = Response.ok(answer);
    return found.size() > size
        ? response.with("Link", next(request, filter, size, page.getLast()))
        : response;
  }

  /** Returns the place behind a document, or behind where it would be. */
  private static int behind(SpaceContent content, String id) {
    return content.place(id).map(place -> place + 1).orElseGet(() -> content.placeBehind(id));
  }

  private String next(Request request, DocumentFilter filter, int size, Document last) {
    return "<%s?%sper_page=%d&after=%s>; rel=\"next\""
        .formatted(urls.api(request.path()), filter.query(), size, DocumentCursor.after(last));
  }

  /** Answers one document: its bytes, or its lines as JSON. */
  Response get(Request request, Grant grant) {
    String id = request.parameter("document_id");
    Optional<LineRange> asked = lines(request);
    return contents.answer(request, grant, content -> one(request, content, id, asked));
  }

  private Response one(
      Request request, SpaceContent content, String id, Optional<LineRange> asked) {
    Document document = content.document(id).orElseThrow(ApiException::notFound);
    if (document.state() == DocumentState.WITHHELD) {
      throw Access.refusal(document.reason());
    }
    boolean raw = MediaType.asked(request, "raw");
    if (raw && document.kind() == DocumentKind.FILE && asked.isEmpty()) {
      return raw(document);
    }
    Optional<String> text = texts.text(content, document);
    if (text.isEmpty()) {
      if (raw) {
        throw ApiException.of(ErrorCode.NOT_FOUND, document.reason());
      }
      return Response.ok(rendering(request).json(document));
    }
    List<String> lines = LineRange.lines(text.get());
    LineRange range =
        asked.orElse(LineRange.all(lines)).within(lines).orElseThrow(() -> behindEnd(lines));
    String shown = range.of(lines);
    return raw
        ? Response.text(shown, "application/vnd.github.raw; charset=utf-8")
        : json(request, document, range, shown);
  }

  private Response json(Request request, Document document, LineRange range, String shown) {
    AnswerMemory.count(shown);
    return Response.ok(rendering(request).json(document, range, shown));
  }

  private Response raw(Document document) {
    byte[] bytes =
        texts
            .bytes(document)
            .orElseThrow(() ->
                document.state() == DocumentState.MISSING
                    ? ApiException.of(ErrorCode.NOT_FOUND, document.reason())
                    : Access.refusal(document.reason()));
    AnswerMemory.countBytes(bytes.length);
    return Response.ok(Body.Bytes.of(bytes, "application/vnd.github.raw; charset=utf-8"));
  }

  private static Optional<LineRange> lines(Request request) {
    return request
        .query("lines")
        .filter(value -> !value.isEmpty())
        .map(value ->
            LineRange.parse(value)
                .orElseThrow(() ->
                    ApiException.invalid(
                        FieldError.invalid(
                            RESOURCE, "lines", "lines must be a range such as 40-80"))));
  }

  private static ApiException behindEnd(List<String> lines) {
    return ApiException.invalid(
        FieldError.invalid(
            RESOURCE, "lines", "lines begins after the last line, which is " + lines.size()));
  }

  private DocumentRendering rendering(Request request) {
    String path = request.path();
    return new DocumentRendering(urls, path.substring(0, path.indexOf("/documents")));
  }
}
