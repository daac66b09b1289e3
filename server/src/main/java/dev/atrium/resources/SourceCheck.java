// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import dev.atrium.access.Access;
import dev.atrium.access.Caller;
import dev.atrium.access.Permission;
import dev.atrium.access.ReadableRepository;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.db.Database;
import dev.atrium.db.Ids;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.git.GitPath;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The check that the sources of resources exist. It runs before the transaction, since git access
 * has no place in one (behaviour §5). It queries the database once per kind of source, in batches.
 */
public final class SourceCheck {
  private final Database database;
  private final Access access;
  private final GitRepositories repositories;

  public SourceCheck(Database database, Access access, GitRepositories repositories) {
    this.database = database;
    this.access = access;
    this.repositories = repositories;
  }

  /**
   * Checks one source.
   *
   * @throws ApiException 422 if the source is at fault
   */
  void check(Caller caller, Metadata metadata) {
    List<FieldError> faults = faults(caller, Map.of(0, metadata)).get(0);
    if (faults != null) {
      throw ApiException.invalid(faults);
    }
  }

  /**
   * Returns the faults of sources, as this caller may learn of them. An unreadable repository looks
   * like an unknown one. A missing file or issue is reported only to callers who may read such
   * things: otherwise the name is accepted unchecked, since the operation requires only the space's
   * permission.
   *
   * @param sources by their index in the body
   * @return the faults by that index, for faulty sources only
   */
  Map<Integer, List<FieldError>> faults(Caller caller, Map<Integer, Metadata> sources) {
    Found found = find(caller, sources.values());
    Map<Integer, List<FieldError>> faults = new TreeMap<>();
    sources.forEach((place, source) ->
        fault(caller, source, found).ifPresent(fault -> faults.put(place, List.of(fault))));
    return faults;
  }

  private Found find(Caller caller, Collection<Metadata> sources) {
    Map<Long, ReadableRepository> readable = new HashMap<>();
    for (List<Long> ids : Ids.in(named(sources, Metadata::repositoryId))) {
      readable.putAll(database.select(handle -> RepositoryAccess.readable(handle, caller, ids)));
    }
    Set<IssueKey> issues = new HashSet<>();
    List<IssueKey> wanted = sources.stream().flatMap(IssueKey::of).distinct().toList();
    for (List<IssueKey> keys : Ids.parts(wanted)) {
      issues.addAll(database.select(handle -> ResourceStore.issues(handle, keys)));
    }
    Set<Long> attachments = new HashSet<>();
    for (List<Long> ids : Ids.in(named(sources, Metadata::attachmentId))) {
      attachments.addAll(
          database.select(handle -> ResourceStore.attachments(handle, caller.id(), ids)));
    }
    return new Found(readable, issues, attachments);
  }

  private static Set<Long> named(
      Collection<Metadata> sources, Function<Metadata, @Nullable Long> id) {
    return sources.stream()
        .flatMap(source -> Stream.ofNullable(id.apply(source)))
        .collect(Collectors.toSet());
  }

  private Optional<FieldError> fault(Caller caller, Metadata source, Found found) {
    Long repositoryId = source.repositoryId();
    ReadableRepository repository =
        repositoryId == null ? null : found.repositories().get(repositoryId);
    if (repositoryId != null && repository == null) {
      return Optional.of(ResourceFaults.unknownRepository());
    }
    return switch (source.type()) {
      case GITHUB_FILE -> fileFault(caller, source, Objects.requireNonNull(repository));
      case GITHUB_ISSUE, GITHUB_PULL_REQUEST ->
          issueFault(caller, source, Objects.requireNonNull(repository), found.issues());
      case MEDIA_CONTENT, UPLOADED_TEXT_FILE -> attachmentFault(source, found.attachments());
      case REPOSITORY -> refFault(caller, source, Objects.requireNonNull(repository));
      case FREE_TEXT -> Optional.empty();
    };
  }

  private Optional<FieldError> fileFault(
      Caller caller, Metadata file, ReadableRepository readable) {
    Optional<String> path =
        GitPath.clean(file.filePath()).filter(clean -> clean.equals(file.filePath()));
    if (path.isEmpty() || path.get().isEmpty()) {
      return fault(
          "invalid",
          "file_path",
          "file_path must be a path inside the repository, as src/Main.java");
    }
    if (!access.reads(caller, readable, Permission.READ_CONTENTS)) {
      return Optional.empty();
    }
    GitRepository repository = repositories.open(readable.id(), readable.defaultBranch());
    Optional<String> commit = repository.resolve(file.ref().isEmpty() ? null : file.ref());
    if (commit.isEmpty()) {
      return noCommit(file.ref().isEmpty() ? "file_path" : "ref");
    }
    return repository.files().has(commit.get(), path.get())
        ? Optional.empty()
        : fault("missing", "file_path", "file_path does not exist at that commit");
  }

  /** A repository without commits may be attached, but not at a ref that it does not have. */
  private Optional<FieldError> refFault(
      Caller caller, Metadata source, ReadableRepository readable) {
    if (source.ref().isEmpty() || !access.reads(caller, readable, Permission.READ_CONTENTS)) {
      return Optional.empty();
    }
    GitRepository repository = repositories.open(readable.id(), readable.defaultBranch());
    return repository.resolve(source.ref()).isEmpty() ? noCommit("ref") : Optional.empty();
  }

  private static Optional<FieldError> noCommit(String field) {
    return fault("missing", field, "The repository has no such commit");
  }

  private Optional<FieldError> issueFault(
      Caller caller, Metadata issue, ReadableRepository repository, Set<IssueKey> issues) {
    boolean pullRequest = issue.type() == ResourceType.GITHUB_PULL_REQUEST;
    Permission needed = pullRequest ? Permission.READ_PULL_REQUESTS : Permission.READ_ISSUES;
    boolean told = access.reads(caller, repository, needed);
    return !told || IssueKey.of(issue).allMatch(issues::contains)
        ? Optional.empty()
        : fault(
            "missing",
            "number",
            "number does not name %s of the repository"
                .formatted(pullRequest ? "a pull request" : "an issue"));
  }

  private static Optional<FieldError> attachmentFault(Metadata upload, Set<Long> attachments) {
    return attachments.contains(Objects.requireNonNull(upload.attachmentId()))
        ? Optional.empty()
        : fault(
            "missing",
            "copilot_chat_attachment_id",
            "copilot_chat_attachment_id does not name an attachment of yours");
  }

  private static Optional<FieldError> fault(String code, String field, String message) {
    return Optional.of(new FieldError(Metadata.RESOURCE, field, code, message, null));
  }

  /**
   * The things that the sources name and that exist.
   *
   * @param repositories those that the caller may read, by id
   * @param attachments the ids of those that belong to the caller
   */
  private record Found(
      Map<Long, ReadableRepository> repositories, Set<IssueKey> issues, Set<Long> attachments) {}
}
