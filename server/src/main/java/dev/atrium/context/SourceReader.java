// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.ReadableRepository;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import dev.atrium.issues.IssueTexts;
import dev.atrium.issues.IssueTexts.Version;
import dev.atrium.resources.Resource;
import dev.atrium.resources.ResourceType;
import dev.atrium.resources.SourceSpec;
import dev.atrium.search.Facts;
import dev.atrium.search.IndexSnapshot;
import dev.atrium.search.Units;
import java.util.Optional;

/** Makes the sources of a space, each as it is now. */
final class SourceReader {
  private final GitRepositories git;
  private final FileLists lists;
  private final IssueTexts issues;

  SourceReader(GitRepositories git, FileLists lists, IssueTexts issues) {
    this.git = git;
    this.lists = lists;
    this.issues = issues;
  }

  /** Makes a source of files: a repository, a folder or a file. */
  Source files(
      Resource resource,
      SourceSpec spec,
      ReadableRepository readable,
      Optional<IndexSnapshot> index) {
    GitRepository repository = git.open(readable.id(), readable.defaultBranch());
    String ref = spec.ref().isEmpty() ? readable.defaultBranch() : spec.ref();
    Optional<String> commit = repository.resolve(spec.ref().isEmpty() ? null : spec.ref());
    if (commit.isEmpty()) {
      return spec.ref().isEmpty() && spec.path().isEmpty()
          ? empty(resource, spec, readable, ref)
          : missing(
              resource,
              spec,
              readable,
              ref,
              "",
              "%s has no branch, tag or commit %s.".formatted(readable.fullName(), ref));
    }
    FileList.Key key =
        new FileList.Key(
            readable.id(), ref, commit.get(), spec.path(), spec.include(), spec.exclude());
    Optional<FileList> list = lists.list(repository, key);
    if (list.isEmpty()) {
      return missing(resource, spec, readable, ref, commit.get(), gone(repository, key, ref));
    }
    return new Source(
        resource,
        spec,
        title(spec, readable),
        Optional.of(repository(readable)),
        ref,
        commit.get(),
        list,
        Optional.empty(),
        index,
        list.get().hasMore()
            ? "It has more files than a source may have: only the first %d are read."
                .formatted(list.get().size())
            : "");
  }

  private String gone(GitRepository repository, FileList.Key key, String ref) {
    String at = "%s is not on %s at %s".formatted(key.path(), ref, key.commit().substring(0, 7));
    return lists
        .lastWith(repository, key)
        .map(last -> "%s (last seen at %s).".formatted(at, last.substring(0, 7)))
        .orElse(at + ".");
  }

  private static Source empty(
      Resource resource, SourceSpec spec, ReadableRepository repository, String ref) {
    return new Source(
        resource,
        spec,
        title(spec, repository),
        Optional.of(repository(repository)),
        ref,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "The repository is empty.");
  }

  private static Source missing(
      Resource resource,
      SourceSpec spec,
      ReadableRepository repository,
      String ref,
      String commit,
      String reason) {
    return single(
        resource,
        spec,
        repository,
        new Document(
            Long.toString(resource.id()),
            resource.id(),
            spec.path().isEmpty() ? DocumentKind.SOURCE : DocumentKind.FILE,
            title(spec, repository),
            Optional.of(repository(repository)),
            ref,
            commit,
            spec.path(),
            "",
            0,
            Optional.empty(),
            DocumentState.MISSING,
            reason),
        Optional.empty());
  }

  /** Makes a source that the caller may know of, but not read. */
  Source withheld(
      Resource resource, SourceSpec spec, ReadableRepository repository, String reason) {
    return single(
        resource,
        spec,
        repository,
        Document.single(
            resource.id(),
            DocumentKind.SOURCE,
            title(spec, repository),
            Optional.of(repository(repository)),
            "",
            0,
            Optional.empty(),
            DocumentState.WITHHELD,
            "%s is withheld: %s.".formatted(repository.fullName(), reason)),
        Optional.empty());
  }

  /** Makes a source of an issue or a pull request. */
  Source issue(
      Resource resource,
      SourceSpec spec,
      ReadableRepository repository,
      Optional<Version> version,
      Optional<IndexSnapshot> index) {
    boolean pull = spec.type() == ResourceType.GITHUB_PULL_REQUEST;
    long unit = version.map(found -> unit(repository, found)).orElse(0L);
    Optional<Facts> facts = index.flatMap(known -> known.facts(unit));
    DocumentState state =
        version.isEmpty()
            ? DocumentState.MISSING
            : facts.map(Source::state).orElse(DocumentState.INDEXING);
    String name = "%s#%d".formatted(repository.fullName(), spec.number());
    return single(
        resource,
        spec,
        repository,
        Document.single(
            resource.id(),
            pull ? DocumentKind.PULL_REQUEST : DocumentKind.ISSUE,
            version.map(found -> "%s \"%s\"".formatted(name, found.title())).orElse(name),
            Optional.of(repository(repository)),
            "",
            unit,
            facts,
            state,
            version.isEmpty() ? name + " does not exist." : Source.reason(state)),
        index);
  }

  private long unit(ReadableRepository repository, Version version) {
    return unit(issues.current(facts(repository), version));
  }

  /** Returns the number by which the index knows a version of an issue. */
  static long unit(Version version) {
    return Units.file(version.toString(), version.number());
  }

  /** Returns as much of a repository as its issues are read with. */
  static RepositoryFacts facts(ReadableRepository repository) {
    int slash = repository.fullName().indexOf('/');
    return new RepositoryFacts(
        repository.id(),
        0,
        repository.fullName().substring(0, slash),
        false,
        repository.fullName().substring(slash + 1),
        repository.isPrivate(),
        false,
        repository.defaultBranch());
  }

  /** Makes a source of a note or an upload. */
  Source ofSpace(Resource resource, SourceSpec spec, Optional<IndexSnapshot> index) {
    boolean note = spec.type() == ResourceType.FREE_TEXT;
    String blob = note ? Units.blobId(spec.text()) : "";
    long unit = note ? unit(resource.id(), spec) : 0;
    Optional<Facts> facts = index.flatMap(known -> known.facts(unit));
    DocumentState state =
        note ? facts.map(Source::state).orElse(DocumentState.INDEXING) : DocumentState.MISSING;
    return new Source(
        resource,
        spec,
        spec.name(),
        Optional.empty(),
        "",
        "",
        Optional.empty(),
        Optional.of(
            Document.single(
                resource.id(),
                note ? DocumentKind.NOTE : DocumentKind.UPLOAD,
                spec.name(),
                Optional.empty(),
                blob,
                unit,
                facts,
                state,
                note ? Source.reason(state) : "The content of this upload is not on this server.")),
        index,
        "");
  }

  /** Returns the number by which the index knows a note of this name and text. */
  static long unit(long resourceId, SourceSpec note) {
    return Units.file(
        "notes/%d/%s".formatted(resourceId, note.name()), Units.of(Units.blobId(note.text())));
  }

  private static Source single(
      Resource resource,
      SourceSpec spec,
      ReadableRepository repository,
      Document document,
      Optional<IndexSnapshot> index) {
    return new Source(
        resource,
        spec,
        document.title(),
        Optional.of(repository(repository)),
        document.ref(),
        document.commit(),
        Optional.empty(),
        Optional.of(document),
        index,
        document.state().isReadable() ? "" : document.reason());
  }

  private static String title(SourceSpec spec, ReadableRepository repository) {
    if (spec.number() != 0) {
      return "%s#%d".formatted(repository.fullName(), spec.number());
    }
    return spec.path().isEmpty() ? repository.fullName() : spec.path();
  }

  private static SourceRepository repository(ReadableRepository repository) {
    return new SourceRepository(repository.id(), repository.fullName(), repository.defaultBranch());
  }
}
