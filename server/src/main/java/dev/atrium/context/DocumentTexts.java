// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.ReadableRepository;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitSources.Blob;
import dev.atrium.issues.IssueTexts;
import java.util.Optional;

/** Reads the texts of documents where they are kept: in git and in the database. */
final class DocumentTexts {
  private final GitRepositories git;
  private final IssueTexts issues;
  private final ContextLimits limits;

  DocumentTexts(GitRepositories git, IssueTexts issues, ContextLimits limits) {
    this.git = git;
    this.issues = issues;
    this.limits = limits;
  }

  /**
   * Returns the text of a document of an open space.
   *
   * @return empty if it cannot be read, as its state says or because it has just changed
   */
  public Optional<String> text(SpaceContent content, Document document) {
    return switch (document.kind()) {
      case FILE -> bytes(document).flatMap(TextDecoder::decode).map(TextDecoder.Decoded::text);
      case NOTE -> source(content, document).map(source -> source.spec().text());
      case ISSUE, PULL_REQUEST ->
          document.state().isReadable()
              ? source(content, document).flatMap(this::issue)
              : Optional.empty();
      case UPLOAD, SOURCE -> Optional.empty();
    };
  }

  /** Returns the bytes of a file, unless it is missing or too large. */
  Optional<byte[]> bytes(Document file) {
    SourceRepository repository = file.repository().orElseThrow();
    return file.blob().isEmpty() ? Optional.empty() : blob(repository, file.blob()).bytes();
  }

  private Blob blob(SourceRepository repository, String sha) {
    return git.open(repository.id(), repository.defaultBranch())
        .sources()
        .blob(sha, limits.fileBytes());
  }

  private Optional<String> issue(Source source) {
    SourceRepository repository = source.repository().orElseThrow();
    ReadableRepository readable =
        new ReadableRepository(
            repository.id(), repository.fullName(), false, false, repository.defaultBranch());
    return issues.text(SourceReader.facts(readable), source.spec().number());
  }

  private static Optional<Source> source(SpaceContent content, Document document) {
    return content.sources().stream()
        .filter(source -> source.resource().id() == document.resourceId())
        .findFirst();
  }
}
