// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.git.Content;
import dev.atrium.git.Entry;
import dev.atrium.git.GitException;
import dev.atrium.git.GitPath;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import dev.atrium.git.GitWriter;
import dev.atrium.git.Written;
import dev.atrium.http.Body;
import dev.atrium.repositories.RepositorySettings;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files of a repository, read and written by whoever was let at it. */
public final class Contents {
  /** The most that is read of one file, in bytes, as on GitHub. */
  static final long MOST = 100L * 1024 * 1024;

  private final GitRepositories git;
  private final RepositorySettings settings;

  public Contents(GitRepositories git, RepositorySettings settings) {
    this.git = git;
    this.settings = settings;
  }

  /** All of the content, to be read. */
  GitRepository open(RepositoryGrant grant) {
    RepositoryFacts repository = grant.repository();
    return git.open(repository.id(), repository.defaultBranch());
  }

  /**
   * What a path leads to.
   *
   * @param ref a branch, a tag or a commit; null for the default branch
   * @throws ApiException 404 for an empty repository, an unknown ref or path
   */
  Content get(RepositoryGrant grant, String path, @Nullable String ref) {
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
    return GitPath.clean(path)
        .flatMap(clean -> repository.files().content(commit, clean))
        .orElseThrow(ApiException::notFound);
  }

  /**
   * The bytes of a file.
   *
   * @throws ApiException 403 for one over 100 MB
   */
  byte[] bytes(RepositoryGrant grant, Entry file) {
    requireReadable(file);
    return open(grant).files().bytes(file, MOST);
  }

  /**
   * The bytes of a file as the body of an answer, which takes no memory for its size.
   *
   * @throws ApiException 403 for one over 100 MB
   */
  Body.Stream stream(RepositoryGrant grant, Entry file, String contentType) {
    requireReadable(file);
    GitRepository repository = open(grant);
    return Body.Stream.of(
        contentType,
        file.size(),
        file.sha(),
        (out, from, count) -> repository.files().copy(file, from, count, out));
  }

  /**
   * Refuses to render a large file, as GitHub does: only its bytes are given.
   *
   * @throws ApiException 403
   */
  static void requireRenderable(Entry file) {
    if (file.size() > ContentJson.MOST_INLINE) {
      throw ApiException.forbidden(
          "This file is too large to be rendered: ask for it as application/vnd.github.raw+json.");
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
   * @throws ApiException 404, 409 or 422, as GitHub answers each case
   */
  Written write(RepositoryGrant grant, Function<GitWriter, Written> change) {
    grant.requireNotArchived();
    try {
      Written written = change.apply(open(grant).writer());
      settings.pushed(grant.repository().id());
      return written;
    } catch (GitException e) {
      throw refusal(e);
    }
  }

  /** The path in a form that a tree can have, which a write needs. */
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
