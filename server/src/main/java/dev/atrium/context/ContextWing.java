// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import static dev.atrium.access.Permission.READ_RESOURCES;

import dev.atrium.db.Subscriber;
import dev.atrium.issues.IssueTexts;
import dev.atrium.jobs.JobHandler;
import dev.atrium.platform.Platform;
import dev.atrium.platform.SpaceRoutes;
import dev.atrium.platform.Wing;
import dev.atrium.resources.ResourcesWing;
import dev.atrium.search.Indexes;
import dev.atrium.work.SharedTime;
import java.nio.file.Path;
import java.util.List;

/** What models get to read of spaces. */
public final class ContextWing extends Wing {
  /** The threads that read and index at once. */
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

  private final Indexes indexes;
  private final Ingestion ingestion;
  private final SpaceContext spaceContext;

  /**
   * @param folder the folder of the indexes, which may be deleted at any time
   */
  public ContextWing(
      Platform platform, ResourcesWing resources, Path folder, ContextLimits limits) {
    super(platform);
    indexes = new Indexes(folder, limits.form());
    FileLists lists = new FileLists(limits.sourceFiles());
    IssueTexts issues = new IssueTexts(platform.database(), platform.git());
    SharedTime time = new SharedTime(THREADS);
    ingestion =
        new Ingestion(
            platform.database(),
            platform.jobs(),
            indexes,
            new RepositoryIngestion(
                platform.database(), platform.git(), indexes, lists, issues, limits, time),
            new SpaceIngestion(platform.database(), indexes, time));
    SpaceContents contents =
        new SpaceContents(
            platform.database(),
            platform.access(),
            resources.resources(),
            indexes,
            new SourceReader(platform.git(), lists, issues));
    DocumentTexts texts = new DocumentTexts(platform.git(), issues, limits);
    ContentAnswers answers = new ContentAnswers(contents, ingestion);
    DocumentsApi documents = new DocumentsApi(answers, texts, platform.urls());
    SourceTotals.Counter totals = new SourceTotals.Counter();
    SourcesApi sources = new SourcesApi(answers, totals);
    SpaceSearch search =
        new SpaceSearch(new SelectedDocuments.Maker(platform.git(), lists), totals, texts);
    SearchApi searches = new SearchApi(answers, search, platform.oneAtATime(), platform.urls());
    Assembler assembler =
        new Assembler(platform.database(), search, texts, new TokenCounts(texts), platform.urls());
    ContextApi context = new ContextApi(answers, assembler, platform.oneAtATime(), platform.urls());
    spaceContext =
        new SpaceContext(
            platform.database(),
            answers,
            texts,
            search,
            assembler,
            platform.oneAtATime(),
            platform.urls());
    // spotless:off: one line per operation, however long.
    SpaceRoutes space = new SpaceRoutes(routes, platform.access());
    space.space("GET /{space_number}/sources", "atrium/list-sources-for", "", READ_RESOURCES, sources::list);
    space.space("GET /{space_number}/documents", "atrium/list-documents-for", "", READ_RESOURCES, documents::list);
    space.space("GET /{space_number}/documents/{document_id...}", "atrium/get-document-for", "", READ_RESOURCES, documents::get);
    space.space("GET /{space_number}/search", "atrium/search-for", "", READ_RESOURCES, searches::search);
    space.space("GET /{space_number}/context", "atrium/get-context-for", "", READ_RESOURCES, context::get);
    // spotless:on
  }

  /** Returns what other entrances do with the documents of spaces. */
  public SpaceContext spaceContext() {
    return spaceContext;
  }

  @Override
  public List<JobHandler> jobs() {
    return ingestion.handlers();
  }

  @Override
  public List<Subscriber> subscribers() {
    return List.of(ingestion::on);
  }

  @Override
  public void close() {
    indexes.close();
  }
}
