// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.Grant;
import dev.atrium.db.Database;
import dev.atrium.http.Request;
import dev.atrium.http.Urls;
import dev.atrium.resources.Resource;
import dev.atrium.spaces.SpaceHead;
import dev.atrium.work.OneAtATime;
import java.util.Optional;
import java.util.function.Function;

/**
 * What other entrances do with the documents of spaces: the same as the endpoints, without HTTP.
 */
public final class SpaceContext {
  private final Database database;
  private final ContentAnswers answers;
  private final DocumentTexts texts;
  private final SpaceSearch search;
  private final Assembler assembler;
  private final OneAtATime reading;
  private final Urls urls;

  SpaceContext(
      Database database,
      ContentAnswers answers,
      DocumentTexts texts,
      SpaceSearch search,
      Assembler assembler,
      OneAtATime reading,
      Urls urls) {
    this.database = database;
    this.answers = answers;
    this.texts = texts;
    this.search = search;
    this.assembler = assembler;
    this.reading = reading;
    this.urls = urls;
  }

  /** Opens what a space consists of now. Close it. */
  public SpaceContent open(Grant grant) {
    return answers.contents().open(grant);
  }

  /**
   * Reads a space for a request that does not name it in its path. A read that takes its time is
   * decided on once more, in all its sources, before its answer is sent.
   *
   * @param question what tells the read from others of the request
   */
  public <T> T read(
      Request request,
      Object question,
      Class<T> type,
      Grant grant,
      Function<SpaceContent, T> read) {
    return answers.answer(request, question, type, grant, read);
  }

  /** Returns the text of a document, unless it cannot be read. */
  public Optional<String> text(SpaceContent content, Document document) {
    return document.state() == DocumentState.WITHHELD
        ? Optional.empty()
        : texts.text(content, document);
  }

  /** Puts the text of a space together. */
  public Assembly assemble(SpaceContent content, ContextRequest request) {
    return reading.run(() -> assembler.assemble(content, request));
  }

  /**
   * Searches a space.
   *
   * @param exact whether the query is literal text
   */
  public Found search(
      SpaceContent content, String query, DocumentFilter filter, int limit, boolean exact) {
    return reading.run(() ->
        exact
            ? search.exact(content, query, filter, limit)
            : search.words(content, query, filter, limit));
  }

  /** Returns what renders the documents of a space. */
  public DocumentRendering rendering(SpaceContent content) {
    return new DocumentRendering(
        urls, DocumentRendering.path(content.grant(), number(content.grant())));
  }

  /** Returns the name of a space, as {@code acme/12}. */
  public String name(SpaceContent content) {
    return name(content.grant());
  }

  private String name(Grant grant) {
    return "%s/%d".formatted(grant.owner().login(), number(grant));
  }

  private long number(Grant grant) {
    return database
        .<Optional<SpaceHead>>select(handle -> SpaceHead.find(handle, grant.spaceId()))
        .map(SpaceHead::number)
        .orElse(0L);
  }

  /** Returns how far a resource is that was just added. */
  public Added added(Grant grant, Resource resource) {
    try (SpaceContent content = open(grant)) {
      Optional<Source> source =
          content.sources().stream()
              .filter(each -> each.resource().id() == resource.id())
              .findFirst();
      int documents = source.map(Source::size).orElse(0);
      long indexed =
          content
              .documents()
              .filter(document ->
                  document.resourceId() == resource.id()
                      && document.state() != DocumentState.INDEXING)
              .count();
      return new Added(name(grant), source.map(Source::title).orElse(""), documents, indexed);
    }
  }

  /**
   * A resource that was just added.
   *
   * @param title what it names, for people
   */
  public record Added(String space, String title, int documents, long indexed) {}
}
