// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.git.PathPatterns;
import dev.atrium.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which documents of a space are asked for.
 *
 * @param path a prefix of paths, or a pattern if it has a {@code *} or a {@code ?}
 * @param language as {@code contents.Languages} names it, in any case
 */
public record DocumentFilter(
    Optional<DocumentState> state,
    Optional<Long> resourceId,
    Optional<String> path,
    Optional<String> language) {

  public static final DocumentFilter NONE =
      new DocumentFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Reads the filter from a query.
   *
   * @throws ApiException 422 if a value is not possible
   */
  static DocumentFilter of(Request request) {
    Optional<String> state = request.query("state").filter(value -> !value.isEmpty());
    Optional<String> resource = request.query("resource_id").filter(value -> !value.isEmpty());
    state
        .filter(value -> DocumentState.of(value).isEmpty())
        .ifPresent(value -> refuse("state", "one of " + String.join(", ", DocumentState.ALL)));
    resource
        .filter(value -> !value.matches("[0-9]{1,18}"))
        .ifPresent(value -> refuse("resource_id", "the id of a resource"));
    Optional<String> path = request.query("path").filter(value -> !value.isEmpty());
    path.flatMap(DocumentFilter::fault).ifPresent(fault -> refuse("path", fault));
    return new DocumentFilter(
        state.flatMap(DocumentState::of),
        resource.map(Long::valueOf),
        path,
        request.query("language").filter(value -> !value.isEmpty()));
  }

  private static Optional<String> fault(String path) {
    return isPattern(path) && PathPatterns.fault(path).isPresent()
        ? Optional.of("a prefix of paths or a pattern such as src/**/*.java")
        : Optional.empty();
  }

  private static void refuse(String field, String allowed) {
    throw ApiException.invalid(
        FieldError.invalid(DocumentsApi.RESOURCE, field, field + " must be " + allowed));
  }

  static boolean isPattern(String path) {
    return path.indexOf('*') >= 0 || path.indexOf('?') >= 0;
  }

  boolean isNone() {
    return equals(NONE);
  }

  /** Returns the filter as the beginning of a query, to be followed by more. */
  String query() {
    StringBuilder query = new StringBuilder();
    state.ifPresent(value -> query.append("state=").append(value.wire()).append('&'));
    resourceId.ifPresent(value -> query.append("resource_id=").append(value).append('&'));
    path.ifPresent(value -> query.append("path=").append(encoded(value)).append('&'));
    language.ifPresent(value -> query.append("language=").append(encoded(value)).append('&'));
    return query.toString();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Returns the same filter for documents at any path. */
  DocumentFilter withoutPath() {
    return new DocumentFilter(state, resourceId, Optional.empty(), language);
  }

  /** Returns the test of paths, or of titles where there is no path. */
  Predicate<String> paths() {
    return path.map(DocumentFilter::admits).orElse(any -> true);
  }

  /** Returns the test of documents. A pattern that is none matches as a prefix. */
  public Predicate<Document> predicate() {
    Predicate<String> admits = paths();
    return document ->
        state.filter(wanted -> wanted != document.state()).isEmpty()
            && resourceId.filter(wanted -> wanted != document.resourceId()).isEmpty()
            && admits.test(document.path().isEmpty() ? document.title() : document.path())
            && language
                .filter(wanted ->
                    DocumentRendering.language(document).filter(wanted::equalsIgnoreCase).isEmpty())
                .isEmpty();
  }

  private static Predicate<String> admits(String path) {
    if (isPattern(path) && PathPatterns.fault(path).isEmpty()) {
      return new PathPatterns(List.of(path), List.of())::admits;
    }
    return name -> name.startsWith(path);
  }
}
