// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.git.GitException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** The content of one repository: its refs, history and files. Safe for many threads. */
public final class GitRepository {
  private final RepositoryHandle handle;
  private final GitHistory history;
  private final GitFiles files;
  private final GitObjects objects;

  GitRepository(RepositoryHandle handle) {
    this.handle = handle;
    this.history = new GitHistory(handle);
    this.files = new GitFiles(this);
    this.objects = new GitObjects(handle);
  }

  RepositoryHandle handle() {
    return handle;
  }

  /** Runs work on JGit's own repository. The repository is sure to be open only during the call. */
  <T> T use(OpenRepositories.Work<T> work) {
    return handle.use(work);
  }

  /** Does what may take long on JGit's own repository, as {@link RepositoryHandle#work} does. */
  <T> T work(RepositoryHandle.Work<T> work) {
    return handle.work(work);
  }

  /** Returns the commits, and the differences between them. */
  public GitHistory history() {
    return history;
  }

  /** Returns the files and folders, as read at a commit. */
  public GitFiles files() {
    return files;
  }

  /** Returns what spaces read of it. */
  public GitSources sources() {
    return new GitSources(this);
  }

  /** Returns the refs, and the objects by their ids. */
  public GitObjects objects() {
    return objects;
  }

  /** Returns the writer that changes files. */
  public GitWriter writer() {
    return writer(() -> {});
  }

  /**
   * Returns the writer that changes files.
   *
   * @param decision decides in the turn of each write whether it may be made; throws if not
   */
  public GitWriter writer(Runnable decision) {
    return new GitWriter(handle, decision);
  }

  /**
   * Tells whether the repository has no branch yet, and so no commit.
   *
   * @throws dev.atrium.error.ApiException 503 if it should have some
   */
  public boolean isEmpty() {
    return branches().isEmpty();
  }

  /** Returns the branch that HEAD points at. */
  public String defaultBranch() {
    return use(repository -> {
      String branch = repository.getBranch();
      return branch == null ? "main" : branch;
    });
  }

  /**
   * Changes the default branch.
   *
   * @throws GitException BRANCH_NOT_FOUND if the branch does not exist, unless the repository has
   *     no branches at all; REF_CONFLICT if another writer is changing the default branch
   */
  public void setDefaultBranch(String branch) {
    String head = Constants.R_HEADS + branch;
    if (!RefNames.isPossible(head) || (!isEmpty() && branch(branch).isEmpty())) {
      throw new GitException(Kind.BRANCH_NOT_FOUND, "Branch " + branch + " not found");
    }
    handle.write(repository -> {
      pointHead(repository, branch, handle.retry());
      return true;
    });
  }

  /**
   * Points HEAD at a branch.
   *
   * @throws GitException REF_CONFLICT if others point it elsewhere all the time
   */
  static void pointHead(Repository repository, String branch, RefRetry retry) throws IOException {
    retry.run(
        repository,
        Constants.HEAD,
        () ->
            repository.updateRef(Constants.HEAD, true).link(Constants.R_HEADS + branch)
                    == RefUpdate.Result.LOCK_FAILURE
                ? Optional.empty()
                : Optional.of(true));
    PlainSystem.force(repository.getDirectory().toPath());
  }

  /**
   * Resolves a name to a commit. The name is a branch, a tag, a full ref, or at least 7 digits of a
   * commit's id. Git's revision expressions are not evaluated.
   *
   * @param name null for the default branch
   * @return the commit's id
   */
  public Optional<String> resolve(@Nullable String name) {
    return use(repository -> {
      String wanted =
          name == null || name.equals(Constants.HEAD) ? Constants.R_HEADS + defaultBranch() : name;
      for (String ref : RefNames.of(wanted)) {
        Ref found = RefNames.isPossible(ref) ? repository.exactRef(ref) : null;
        if (found != null) {
          return commit(repository, found.getObjectId());
        }
      }
      return name != null && name.matches("[0-9a-fA-F]{7,40}")
          ? commitById(repository, name)
          : Optional.empty();
    });
  }

  static Optional<String> commitById(Repository repository, String id) throws IOException {
    if (id.length() == 40) {
      return commit(repository, ObjectId.fromString(id));
    }
    try (ObjectReader reader = repository.newObjectReader()) {
      List<ObjectId> found = new ArrayList<>(reader.resolve(AbbreviatedObjectId.fromString(id)));
      found.removeIf(object -> call(() -> commit(repository, object)).isEmpty());
      return found.size() == 1 ? commit(repository, found.getFirst()) : Optional.empty();
    }
  }

  private static Optional<String> commit(Repository repository, @Nullable ObjectId id)
      throws IOException {
    if (id == null) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return Optional.of(walk.parseCommit(id).name());
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns all branches, sorted by name.
   *
   * @throws dev.atrium.error.ApiException 503 if there should be some, and there is none
   */
  public List<Branch> branches() {
    return use(repository -> {
      List<Branch> all =
          repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
              .filter(ref -> ref.getObjectId() != null)
              .map(ref ->
                  new Branch(
                      ref.getName().substring(Constants.R_HEADS.length()),
                      ref.getObjectId().name()))
              .sorted(Comparator.comparing(Branch::name))
              .toList();
      if (all.isEmpty()) {
        handle.expected().requireNone(handle.id(), () -> ExpectedContent.hasNoBranch(repository));
      }
      return all;
    });
  }

  public Optional<Branch> branch(String name) {
    String ref = Constants.R_HEADS + name;
    return use(repository -> {
      Ref found = RefNames.isPossible(ref) ? repository.exactRef(ref) : null;
      return found == null || found.getObjectId() == null
          ? Optional.empty()
          : Optional.of(new Branch(name, found.getObjectId().name()));
    });
  }

  static <T> T call(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new GitException(Kind.IO, "The repository cannot be read: " + e.getMessage(), e);
    }
  }

  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }
}
