// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.Grant;
import dev.atrium.contents.Languages;
import dev.atrium.http.Urls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders the documents of a space. */
public final class DocumentRendering {
  private final Urls urls;
  private final String space;

  /**
   * @param space the path of the space, up to and with its number
   */
  DocumentRendering(Urls urls, String space) {
    this.urls = urls;
    this.space = space;
  }

  /** Returns the path that a space is at whatever its owner is called. */
  static String path(Grant grant, long number) {
    return "/%s/%d/copilot-spaces/%d"
        .formatted(
            grant.owner().isOrganization() ? "organizations" : "user", grant.owner().id(), number);
  }

  DocumentJson json(Document document) {
    return json(document, null, null, null);
  }

  /** Renders a document with some lines of its text. */
  DocumentJson json(Document document, LineRange lines, String text) {
    return json(document, lines.start(), lines.end(), text);
  }

  private DocumentJson json(
      Document document,
      @Nullable Integer startLine,
      @Nullable Integer endLine,
      @Nullable String text) {
    return new DocumentJson(
        document.id(),
        document.resourceId(),
        document.kind().wire(),
        document.title(),
        document.repository().map(SourceRepository::fullName).orElse(null),
        present(document.ref()),
        present(document.commit()),
        present(document.path()),
        language(document).orElse(null),
        document.bytes().orElse(null),
        document.lines().orElse(null),
        document.tokens().orElse(null),
        document.encoding().orElse(null),
        document.state().wire(),
        present(document.reason()),
        htmlUrl(document).orElse(null),
        apiUrl(document),
        startLine,
        endLine,
        text);
  }

  /** Returns the language of a file by its name. */
  static Optional<String> language(Document document) {
    String path = document.path();
    return Languages.of(path.substring(path.lastIndexOf('/') + 1));
  }

  String apiUrl(Document document) {
    return urls.api(space + "/documents/" + Urls.encodePath(document.id()));
  }

  /** Returns where people read a document that is in a repository. */
  Optional<String> htmlUrl(Document document) {
    return document
        .repository()
        .map(SourceRepository::fullName)
        .flatMap(name ->
            switch (document.kind()) {
              case FILE ->
                  document.commit().isEmpty()
                      ? Optional.empty()
                      : Optional.of(
                          "/%s/blob/%s/%s"
                              .formatted(
                                  name, document.commit(), Urls.encodePath(document.path())));
              case ISSUE -> Optional.of("/%s/issues/%s".formatted(name, number(document)));
              case PULL_REQUEST -> Optional.of("/%s/pull/%s".formatted(name, number(document)));
              case NOTE, UPLOAD, SOURCE -> Optional.empty();
            })
        .map(urls::html);
  }

  /** Returns where people read some lines of a file. */
  public Optional<String> htmlUrl(Document document, LineRange lines) {
    return htmlUrl(document)
        .map(url ->
            document.kind() == DocumentKind.FILE
                ? "%s#L%d-L%d".formatted(url, lines.start(), lines.end())
                : url);
  }

  private static String number(Document document) {
    return document.title().replaceFirst("^[^#]*#([0-9]+).*", "$1");
  }

  private static @Nullable String present(String text) {
    return text.isEmpty() ? null : text;
  }
}
