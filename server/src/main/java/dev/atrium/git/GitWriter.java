// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.git.GitException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * Changes files of one repository, a commit at a time; a branch moves by compare-and-set, so that
 * no writer's commit is lost.
 */
public final class GitWriter {
  private static final int ATTEMPTS = 20;

  private final Repository repository;

  /** Keeps this server's writers in line; other servers are met by compare-and-set. */
  private final ReentrantLock turn = new ReentrantLock(true);

  GitWriter(Repository repository) {
    this.repository = repository;
  }

  /**
   * Writes a file.
   *
   * @param branch null for the default one; the first commit of an empty repository makes it
   * @param expectedSha of the file as it is now; null for one that must not be there yet
   * @throws GitException SHA_REQUIRED, SHA_MISMATCH, PATH_CONFLICT, BRANCH_NOT_FOUND or
   *     REF_CONFLICT
   */
  public Written put(
      @Nullable String branch,
      String path,
      byte[] content,
      @Nullable String expectedSha,
      String message,
      Identity author,
      Identity committer) {
    return retry(
        branch,
        tip -> {
          Optional<DirCacheEntry> existing = existing(tip, path);
          checkSha(existing, expectedSha, path);
          return change(
              tip, Map.of(path, content), null, message, author, committer, existing.isEmpty());
        },
        path);
  }

  /** Removes a file, which must be the one that is meant. */
  public Written delete(
      @Nullable String branch,
      String path,
      String expectedSha,
      String message,
      Identity author,
      Identity committer) {
    return retry(
        branch,
        tip -> {
          Optional<DirCacheEntry> existing = existing(tip, path);
          if (existing.isEmpty()) {
            throw new GitException(Kind.FILE_NOT_FOUND, path + " does not exist");
          }
          checkSha(existing, expectedSha, path);
          return change(tip, Map.of(), path, message, author, committer, false);
        },
        null);
  }

  /** Makes one commit of several files, whatever was there. */
  public Commit commit(String branch, Map<String, byte[]> files, String message, Identity author) {
    return retry(branch, tip -> change(tip, files, null, message, author, author, false), null)
        .commit();
  }

  /** Makes a branch at the commit where another one stands. */
  public void branch(String name, String from) {
    GitRepository.call(() -> {
      ObjectId at = tip(from).commit;
      return at != null && move(new Tip(Constants.R_HEADS + name, null), at);
    });
  }

  private static void checkSha(
      Optional<DirCacheEntry> existing, @Nullable String expected, String path) {
    if (existing.isEmpty()) {
      if (expected != null) {
        throw new GitException(Kind.SHA_MISMATCH, path + " does not match " + expected);
      }
    } else if (expected == null) {
      throw new GitException(Kind.SHA_REQUIRED, path + " exists");
    } else if (!existing.get().getObjectId().name().equals(expected)) {
      throw new GitException(Kind.SHA_MISMATCH, path + " does not match " + expected);
    }
  }

  private Written retry(@Nullable String branch, Change change, @Nullable String path) {
    turn.lock();
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Optional<Written> written = GitRepository.call(() -> attempt(branch, change, path));
        if (written.isPresent()) {
          return written.get();
        }
      }
    } finally {
      turn.unlock();
    }
    throw new GitException(
        Kind.REF_CONFLICT, "The branch moved under the change, again and again. Try again.");
  }

  /** Nothing where somebody else moved the branch meanwhile. */
  private Optional<Written> attempt(@Nullable String branch, Change change, @Nullable String path)
      throws IOException {
    Tip tip = tip(branch);
    Made made = change.make(tip);
    return move(tip, made.commit)
        ? Optional.of(
            new Written(
                parse(made.commit), path == null ? null : blob(made.commit, path), made.created))
        : Optional.empty();
  }

  private Tip tip(@Nullable String branch) throws IOException {
    String name = branch == null ? repository.getBranch() : branch;
    String ref = Constants.R_HEADS + name;
    if (!Repository.isValidRefName(ref)) {
      throw new GitException(Kind.BRANCH_NOT_FOUND, "Branch " + name + " not found");
    }
    Ref found = repository.exactRef(ref);
    if (found == null
        && !repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).isEmpty()) {
      throw new GitException(Kind.BRANCH_NOT_FOUND, "Branch " + name + " not found");
    }
    return new Tip(ref, found == null ? null : found.getObjectId());
  }

  private Optional<DirCacheEntry> existing(Tip tip, String path) throws IOException {
    DirCache index = index(tip);
    DirCacheEntry entry = index.getEntry(path);
    boolean folder = index.getEntriesWithin(path).length > 0 && entry == null;
    if (folder || parentIsFile(index, path)) {
      throw new GitException(
          Kind.PATH_CONFLICT,
          path + " is, or lies below, something that is not what the change needs");
    }
    return Optional.ofNullable(entry);
  }

  private static boolean parentIsFile(DirCache index, String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      if (index.getEntry(path.substring(0, slash)) != null) {
        return true;
      }
    }
    return false;
  }

  private DirCache index(Tip tip) throws IOException {
    if (tip.commit == null) {
      return DirCache.newInCore();
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return DirCache.read(walk.getObjectReader(), walk.parseCommit(tip.commit).getTree());
    }
  }

  private Made change(
      Tip tip,
      Map<String, byte[]> files,
      @Nullable String removed,
      String message,
      Identity author,
      Identity committer,
      boolean created)
      throws IOException {
    DirCache index = index(tip);
    DirCacheBuilder builder = index.builder();
    for (int i = 0; i < index.getEntryCount(); i++) {
      DirCacheEntry entry = index.getEntry(i);
      if (!files.containsKey(entry.getPathString()) && !entry.getPathString().equals(removed)) {
        builder.add(entry);
      }
    }
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        DirCacheEntry before = index.getEntry(file.getKey());
        DirCacheEntry entry = new DirCacheEntry(file.getKey().getBytes(StandardCharsets.UTF_8));
        entry.setFileMode(before == null ? FileMode.REGULAR_FILE : before.getFileMode());
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
        builder.add(entry);
      }
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      if (tip.commit != null) {
        commit.setParentId(tip.commit);
      }
      commit.setAuthor(author.ident());
      commit.setCommitter(committer.ident());
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return new Made(id, created);
    }
  }

  private boolean move(Tip tip, ObjectId commit) throws IOException {
    RefUpdate update = repository.updateRef(tip.ref);
    update.setExpectedOldObjectId(tip.commit == null ? ObjectId.zeroId() : tip.commit);
    update.setNewObjectId(commit);
    return switch (update.update()) {
      case NEW, FAST_FORWARD -> true;
      case LOCK_FAILURE, REJECTED -> false;
      default ->
          throw new GitException(Kind.IO, "The branch could not be moved: " + update.getResult());
    };
  }

  private Commit parse(ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return Commit.of(walk.parseCommit(id));
    }
  }

  private @Nullable String blob(ObjectId commit, String path) throws IOException {
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

  private record Tip(String ref, @Nullable ObjectId commit) {}

  private record Made(ObjectId commit, boolean created) {}
}
