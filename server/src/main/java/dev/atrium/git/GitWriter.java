// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.git.GitException.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * A writer of one repository's files, one commit at a time. It moves a branch by compare-and-set,
 * so that no writer's commit is lost.
 */
public final class GitWriter {
  private final RepositoryHandle handle;
  private final Runnable decision;

  /**
   * @param decision decides in the write's turn, right before it, whether it may be made; throws if
   *     not
   */
  GitWriter(RepositoryHandle handle, Runnable decision) {
    this.handle = handle;
    this.decision = decision;
  }

  /**
   * Writes a file.
   *
   * @param branch null for the default branch; the first commit of an empty repository creates it
   * @param expectedSha the current blob id of the file, ignored if there is none; null if the file
   *     must not exist yet
   * @throws GitException BAD_PATH, SHA_REQUIRED, SHA_MISMATCH, PATH_CONFLICT, BRANCH_NOT_FOUND or
   *     REF_CONFLICT, each if the condition of that {@link Kind} holds
   */
  public WriteResult put(
      @Nullable String branch,
      String path,
      byte[] content,
      @Nullable String expectedSha,
      String message,
      GitUser author,
      GitUser committer) {
    requireClean(path);
    return retry(
        branch,
        tip -> {
          Optional<ObjectId> existing = existing(tip, path);
          checkSha(existing, expectedSha, path);
          return change(
              tip,
              Map.of(path, Optional.of(content)),
              new Text(message, author, committer),
              existing.isEmpty());
        },
        path);
  }

  /**
   * Removes a file, unless its blob id differs from the expected one.
   *
   * @throws GitException FILE_NOT_FOUND if the file does not exist, else as for {@link #put}
   */
  public WriteResult delete(
      @Nullable String branch,
      String path,
      String expectedSha,
      String message,
      GitUser author,
      GitUser committer) {
    requireClean(path);
    return retry(
        branch,
        tip -> {
          Optional<ObjectId> existing = existing(tip, path);
          if (existing.isEmpty()) {
            throw new GitException(Kind.FILE_NOT_FOUND, path + " does not exist");
          }
          checkSha(existing, expectedSha, path);
          return change(
              tip, Map.of(path, Optional.empty()), new Text(message, author, committer), false);
        },
        null);
  }

  /** Commits several files at once, and replaces those that exist. */
  public Commit commit(
      @Nullable String branch, Map<String, byte[]> files, String message, GitUser author) {
    files.keySet().forEach(GitWriter::requireClean);
    Map<String, Optional<byte[]>> contents = new TreeMap<>();
    files.forEach((path, content) -> contents.put(path, Optional.of(content)));
    Text text = new Text(message, author, author);
    return retry(branch, tip -> change(tip, contents, text, false), null).commit();
  }

  /**
   * Creates a branch at the commit of another branch. A branch that exists stays where it is.
   *
   * @throws GitException BRANCH_NOT_FOUND if the other branch does not exist, or if a branch cannot
   *     have one of the names
   */
  public void branch(String name, String from) {
    handle.write(repository -> {
      String ref = refName(repository, name);
      return handle
          .retry()
          .run(
              repository,
              ref,
              () -> {
                ObjectId at = tip(repository, from).commit;
                return at == null
                        || repository.exactRef(ref) != null
                        || move(new Tip(repository, ref, null), at)
                    ? Optional.of(true)
                    : Optional.empty();
              });
    });
  }

  private static void requireClean(String path) {
    if (path.isEmpty() || !GitPath.clean(path).filter(path::equals).isPresent()) {
      throw new GitException(Kind.BAD_PATH, "path contains a malformed path component");
    }
  }

  private static void checkSha(
      Optional<ObjectId> existing, @Nullable String expected, String path) {
    if (existing.isEmpty()) {
      return;
    }
    if (expected == null) {
      throw new GitException(Kind.SHA_REQUIRED, path + " exists");
    }
    if (!existing.get().name().equals(expected)) {
      throw new GitException(Kind.SHA_MISMATCH, path + " does not match " + expected);
    }
  }

  /** Another server may move the branch first, then it is attempted again. */
  private WriteResult retry(@Nullable String branch, Change change, @Nullable String path) {
    return handle.useInTurn(repository -> {
      decision.run();
      return handle
          .retry()
          .run(
              repository,
              refName(repository, branch),
              () -> attempt(repository, branch, change, path));
    });
  }

  /** Makes one attempt. Returns nothing if another writer moved the branch meanwhile. */
  private Optional<WriteResult> attempt(
      Repository repository, @Nullable String branch, Change change, @Nullable String path)
      throws IOException {
    Tip tip = tip(repository, branch);
    Made made = change.make(tip);
    return move(tip, made.commit)
        ? Optional.of(
            new WriteResult(
                parse(repository, made.commit),
                path == null ? null : blob(repository, made.commit, path),
                made.created,
                made.bytes))
        : Optional.empty();
  }

  private Tip tip(Repository repository, @Nullable String branch) throws IOException {
    String ref = refName(repository, branch);
    Ref found = repository.exactRef(ref);
    if (found == null && !ExpectedContent.hasNoBranch(repository)) {
      throw noBranch(ref);
    }
    if (found == null) {
      handle.expected().requireNone(handle.id(), () -> ExpectedContent.hasNoBranch(repository));
    }
    return new Tip(repository, ref, found == null ? null : found.getObjectId());
  }

  /** Returns the full ref name of a branch, which may already be given in full. */
  private static String refName(Repository repository, @Nullable String branch) throws IOException {
    String name =
        branch == null ? Objects.requireNonNullElse(repository.getBranch(), "main") : branch;
    String ref = name.startsWith(Constants.R_HEADS) ? name : Constants.R_HEADS + name;
    if (!RefNames.isPossible(ref)) {
      throw noBranch(ref);
    }
    return ref;
  }

  private static GitException noBranch(String ref) {
    return new GitException(
        Kind.BRANCH_NOT_FOUND,
        "Branch " + ref.substring(Constants.R_HEADS.length()) + " not found");
  }

  /**
   * Returns the blob of the file or link at a path, if one exists. Throws PATH_CONFLICT if a folder
   * or a submodule is there.
   */
  private static Optional<ObjectId> existing(Tip tip, String path) throws IOException {
    if (tip.commit == null) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(tip.repository);
        TreeWalk tree =
            TreeWalk.forPath(
                walk.getObjectReader(), path, walk.parseCommit(tip.commit).getTree())) {
      if (tree == null) {
        return Optional.empty();
      }
      return switch (Entry.Type.of(tree.getFileMode(0))) {
        case FILE, SYMLINK -> Optional.of(tree.getObjectId(0));
        case DIR, SUBMODULE -> throw new GitException(Kind.PATH_CONFLICT, path + " is not a file");
      };
    }
  }

  /** Makes the commit. A file without content is removed. */
  private static Made change(
      Tip tip, Map<String, Optional<byte[]>> files, Text text, boolean created) throws IOException {
    try (CountedInserter inserter = new CountedInserter(tip.repository);
        RevWalk walk = new RevWalk(tip.repository)) {
      Map<String, Optional<ObjectId>> blobs = new TreeMap<>();
      for (Map.Entry<String, Optional<byte[]>> file : files.entrySet()) {
        byte[] content = file.getValue().orElse(null);
        blobs.put(
            file.getKey(),
            content == null
                ? Optional.empty()
                : Optional.of(inserter.insert(Constants.OBJ_BLOB, content)));
      }
      ObjectId root = tip.commit == null ? null : walk.parseCommit(tip.commit).getTree();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(new TreeEditor(walk.getObjectReader(), inserter).edit(root, blobs));
      if (tip.commit != null) {
        commit.setParentId(tip.commit);
      }
      commit.setAuthor(text.author.ident());
      commit.setCommitter(text.committer.ident());
      commit.setMessage(text.message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return new Made(id, created, inserter.bytes());
    }
  }

  private static boolean move(Tip tip, ObjectId commit) throws IOException {
    RefUpdate update = tip.repository.updateRef(tip.ref);
    update.setExpectedOldObjectId(tip.commit == null ? ObjectId.zeroId() : tip.commit);
    update.setNewObjectId(commit);
    return switch (update.update()) {
      case NEW, FAST_FORWARD -> {
        PlainSystem.force(
            tip.repository.getDirectory().toPath().resolve(tip.ref).resolveSibling("."));
        yield true;
      }
      case LOCK_FAILURE, REJECTED -> false;
      default ->
          throw new GitException(Kind.IO, "The branch could not be moved: " + update.getResult());
    };
  }

  private static Commit parse(Repository repository, ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return Commit.of(walk.parseCommit(id));
    }
  }

  private static @Nullable String blob(Repository repository, ObjectId commit, String path)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(commit);
      try (TreeWalk tree = TreeWalk.forPath(walk.getObjectReader(), path, parsed.getTree())) {
        return tree == null ? null : tree.getObjectId(0).name();
      }
    }
  }

  @FunctionalInterface
  private interface Change {
    Made make(Tip tip) throws IOException;
  }

  private record Tip(Repository repository, String ref, @Nullable ObjectId commit) {}

  private record Text(String message, GitUser author, GitUser committer) {}

  private record Made(ObjectId commit, boolean created, long bytes) {}
}
