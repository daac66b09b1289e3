// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.db.Recheck;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.git.Content;
import dev.atrium.git.Entry;
import dev.atrium.git.GitException;
import dev.atrium.git.GitFiles;
import dev.atrium.git.GitPath;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import dev.atrium.git.GitWriter;
import dev.atrium.git.WriteResult;
import dev.atrium.http.Body;
import dev.atrium.repositories.RepositorySettings;
import dev.atrium.work.AnswerMemory;
import dev.atrium.work.Full;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files of a repository, read and written by callers with a grant for it. */
public final class Contents {
  /** The largest file that can be read, in bytes, as on GitHub. */
  static final long MOST = 100L * 1024 * 1024;

  private static final String HEADS = "refs/heads/";

  private final GitRepositories git;
  private final RepositorySettings settings;

  public Contents(GitRepositories git, RepositorySettings settings) {
    this.git = git;
    this.settings = settings;
  }

  /** Opens the whole content for reading. */
  GitRepository open(RepositoryGrant grant) {
    RepositoryFacts repository = grant.repository();
    return git.open(repository.id(), repository.defaultBranch());
  }

  /**
   * Opens the whole content for reading.
   *
   * @throws ApiException 409 if the repository is empty
   */
  GitRepository openNotEmpty(RepositoryGrant grant) {
    GitRepository git = open(grant);
    if (git.isEmpty()) {
      throw ApiException.conflict("Git Repository is empty.");
    }
    return git;
  }

  /**
   * Returns the object at a path.
   *
   * @param ref a branch, a tag or a commit; null for the default branch
   * @throws ApiException 404 if the repository is empty, or if the ref or the path does not exist
   */
  Content get(RepositoryGrant grant, String path, @Nullable String ref) {
    return find(grant, path, ref).orElseThrow(ApiException::notFound);
  }

  /**
   * Returns the object at a path, if there is one.
   *
   * @throws ApiException 404 if the repository is empty, or if the ref does not exist
   */
  Optional<Content> find(RepositoryGrant grant, String path, @Nullable String ref) {
    GitRepository repository = open(grant);
    if (repository.isEmpty()) {
      throw ApiException.of(ErrorCode.NOT_FOUND, "This repository is empty.");
    }
    String wanted = ref == null ? grant.repository().defaultBranch() : ref;
    String commit =
        repository
            .resolve(wanted)
            .orElseThrow(() ->
                ApiException.of(ErrorCode.NOT_FOUND, "No commit found for the ref " + wanted));
    return GitPath.clean(path).flatMap(clean -> repository.files().content(commit, clean));
  }

  /**
   * Returns the bytes of a file.
   *
   * @throws ApiException 403 if the file is over 100 MB
   */
  byte[] bytes(RepositoryGrant grant, Entry file) {
    requireReadable(file);
    return open(grant).files().bytes(file, MOST);
  }

  /**
   * Returns the bytes of a file as a body that is streamed, so that a large one takes no memory.
   *
   * @throws ApiException 403 if the file is over 100 MB
   * @throws Full if there is no room for a small one
   */
  Body.Stream stream(RepositoryGrant grant, Entry file, String contentType) {
    requireReadable(file);
    AnswerMemory.countBytes(GitFiles.memory(file));
    GitRepository repository = open(grant);
    return Body.Stream.of(
        contentType,
        file.size(),
        file.sha(),
        (out, from, count) -> repository.files().copy(file, from, count, out));
  }

  /**
   * Refuses to render a large file, as GitHub does. Its raw bytes can still be read.
   *
   * @throws ApiException 403 if the file is over 1 MB
   */
  static void requireRenderable(Entry file) {
    if (file.size() > ContentJson.MOST_INLINE) {
      throw ApiException.forbidden(
          "This file is too large for JSON. Request it as application/vnd.github.raw+json.");
    }
  }

  static void requireReadable(Entry file) {
    if (file.size() > MOST) {
      throw ApiException.forbidden(
          "This file is too large: the contents API supports files of at most 100 MB.");
    }
  }

  /**
   * Writes or removes a file.
   *
   * @throws ApiException 403 if the repository is archived; else as GitHub answers: 404 if the
   *     branch or the file does not exist, 409 if the file is another version or the branch keeps
   *     moving, 422 if the path is not possible or the sha is missing
   */
  WriteResult write(RepositoryGrant grant, Function<GitWriter, WriteResult> change) {
    grant.requireNotArchived();
    try {
      WriteResult written = change.apply(open(grant).writer(() -> settings.requireWritable(grant)));
      Recheck.written();
      settings.pushed(grant.repository().id(), written.bytes());
      return written;
    } catch (GitException e) {
      throw refusal(e);
    }
  }

  /**
   * Makes the branch of a repository's first commit the default branch, as GitHub does. If a server
   * was killed between the two, the next write to the branch does it.
   */
  void keepFirstBranch(RepositoryGrant grant, String branch) {
    String name = branch.startsWith(HEADS) ? branch.substring(HEADS.length()) : branch;
    String standard = grant.repository().defaultBranch();
    if (!name.equals(standard) && open(grant).branch(standard).isEmpty()) {
      settings.setDefaultBranch(grant.repository().id(), name);
    }
  }

  /**
   * Returns the path in a form that a tree can have, which a write needs.
   *
   * @throws ApiException 422 if there is no such form
   */
  static String writable(String path) {
    Optional<String> clean = GitPath.clean(path).filter(good -> !good.isEmpty());
    return clean.orElseThrow(() ->
        ApiException.of(ErrorCode.VALIDATION_FAILED, "path contains a malformed path component"));
  }

  private static RuntimeException refusal(GitException e) {
    return switch (e.kind()) {
      case BAD_PATH, PATH_CONFLICT -> ApiException.of(ErrorCode.VALIDATION_FAILED, e.getMessage());
      case SHA_REQUIRED -> shaRequired();
      case BRANCH_NOT_FOUND -> ApiException.of(ErrorCode.NOT_FOUND, e.getMessage());
      case FILE_NOT_FOUND -> ApiException.notFound();
      case SHA_MISMATCH, REF_CONFLICT -> ApiException.conflict(e.getMessage());
      case NOT_A_REPOSITORY, IO -> e;
    };
  }

  static ApiException shaRequired() {
    return ApiException.of(
        ErrorCode.VALIDATION_FAILED, "Invalid request.\n\n\"sha\" wasn't supplied.");
  }
}
