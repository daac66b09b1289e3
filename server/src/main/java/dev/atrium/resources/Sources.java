// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import dev.atrium.access.Access;
import dev.atrium.access.Caller;
import dev.atrium.access.Permission;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryRole;
import dev.atrium.db.Database;
import dev.atrium.error.FieldError;
import dev.atrium.git.Content;
import dev.atrium.git.GitPath;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether what a resource names is there: asked before the transaction, since git has no place in
 * one (behaviour §5).
 */
public final class Sources {
  private final Database database;
  private final Access access;
  private final GitRepositories repositories;

  public Sources(Database database, Access access, GitRepositories repositories) {
    this.database = database;
    this.access = access;
    this.repositories = repositories;
  }

  /**
   * What is wrong with the source, for that caller; an unreadable repository is told as an unknown
   * one. Whether a file or an issue is there is told only to those who may read it: of others the
   * name is taken as it is, since their operation asks for no more than the space's permission.
   */
  Optional<FieldError> fault(Caller caller, Metadata metadata) {
    Long repositoryId = metadata.repositoryId();
    if (repositoryId != null && !isReadable(caller, repositoryId)) {
      return Optional.of(Resources.unknownRepository());
    }
    return switch (metadata.type()) {
      case GITHUB_FILE -> fileFault(caller, metadata);
      case GITHUB_ISSUE, GITHUB_PULL_REQUEST -> issueFault(caller, metadata);
      case MEDIA_CONTENT, UPLOADED_TEXT_FILE -> attachmentFault(caller, metadata);
      case REPOSITORY, FREE_TEXT -> Optional.empty();
    };
  }

  private boolean isReadable(Caller caller, long repositoryId) {
    return database
        .read(handle -> RepositoryAccess.role(handle, caller, repositoryId))
        .atLeast(RepositoryRole.PULL);
  }

  private Optional<FieldError> fileFault(Caller caller, Metadata file) {
    Optional<String> path =
        GitPath.clean(file.filePath()).filter(clean -> clean.equals(file.filePath()));
    if (path.isEmpty() || path.get().isEmpty()) {
      return fault(
          "invalid",
          "file_path",
          "file_path must be a path inside the repository, as src/Main.java");
    }
    long id = Objects.requireNonNull(file.repositoryId());
    if (!access.reads(caller, id, Permission.READ_CONTENTS)) {
      return Optional.empty();
    }
    String branch = database.read(handle -> ResourceStore.defaultBranch(handle, id)).orElse("main");
    GitRepository repository = repositories.open(id, branch);
    Optional<String> commit = repository.resolve(file.ref().isEmpty() ? null : file.ref());
    if (commit.isEmpty()) {
      return fault(
          "missing",
          file.ref().isEmpty() ? "file_path" : "ref",
          "The repository has no such commit");
    }
    boolean found =
        repository
            .files()
            .content(commit.get(), path.get())
            .filter(content -> !(content instanceof Content.Folder))
            .isPresent();
    return found
        ? Optional.empty()
        : fault("missing", "file_path", "file_path does not exist at that commit");
  }

  private Optional<FieldError> issueFault(Caller caller, Metadata issue) {
    boolean pullRequest = issue.type() == ResourceType.GITHUB_PULL_REQUEST;
    long id = Objects.requireNonNull(issue.repositoryId());
    if (!access.reads(
        caller, id, pullRequest ? Permission.READ_PULL_REQUESTS : Permission.READ_ISSUES)) {
      return Optional.empty();
    }
    return database.read(handle -> ResourceStore.isIssue(handle, id, issue.number(), pullRequest))
        ? Optional.empty()
        : fault(
            "missing",
            "number",
            "number does not name %s of the repository"
                .formatted(pullRequest ? "a pull request" : "an issue"));
  }

  private Optional<FieldError> attachmentFault(Caller caller, Metadata upload) {
    long id = Objects.requireNonNull(upload.attachmentId());
    return database.read(handle -> ResourceStore.ownsAttachment(handle, caller.id(), id))
        ? Optional.empty()
        : fault(
            "missing",
            "copilot_chat_attachment_id",
            "copilot_chat_attachment_id does not name an attachment of yours");
  }

  private static Optional<FieldError> fault(String code, String field, String message) {
    return Optional.of(new FieldError(Metadata.RESOURCE, field, code, message, null));
  }
}
