// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.work.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What a repository gives to the sources of spaces: many files at once, and what became of one. */
public final class GitSources {
  /** The order of paths as git has it: by their bytes. */
  private static final Comparator<TreeFile> BY_BYTES =
      Comparator.comparing(
          file -> file.path().getBytes(StandardCharsets.UTF_8),
          (a, b) -> java.util.Arrays.compareUnsigned(a, b));

  private final GitRepository git;

  GitSources(GitRepository git) {
    this.git = git;
  }

  /**
   * Lists the files at and below a path that patterns admit, by the bytes of their paths. Symbolic
   * links and submodules are no files.
   *
   * @param path a file or a folder; empty for the whole tree
   * @param patterns relative to the folder; a single file is listed whatever they say
   * @param most how many files are listed
   * @return empty if the commit or the path does not exist
   * @throws dev.atrium.error.ApiException 503 if it takes too long
   */
  public Optional<Listing> list(String commitSha, String path, PathPatterns patterns, int most) {
    return git.work((repository, deadline) -> {
      try (RevWalk commits = new RevWalk(repository);
          ObjectReader reader = repository.newObjectReader()) {
        RevCommit commit = commits.parseCommit(ObjectId.fromString(commitSha));
        if (path.isEmpty()) {
          return Optional.of(list(reader, commit.getTree(), "", patterns, most, deadline));
        }
        try (TreeWalk found = TreeWalk.forPath(reader, path, commit.getTree())) {
          if (found == null) {
            return Optional.empty();
          }
          FileMode mode = found.getFileMode(0);
          if (FileMode.TREE.equals(mode)) {
            return Optional.of(
                list(reader, found.getObjectId(0), path + "/", patterns, most, deadline));
          }
          return isFile(mode)
              ? Optional.of(
                  new Listing(List.of(new TreeFile(path, found.getObjectId(0).name())), false))
              : Optional.empty();
        }
      }
    });
  }

  private static Listing list(
      ObjectReader reader,
      ObjectId tree,
      String prefix,
      PathPatterns patterns,
      int most,
      Deadline deadline)
      throws IOException {
    List<TreeFile> files = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      while (walk.next()) {
        deadline.check();
        String path = walk.getPathString();
        if (walk.isSubtree()) {
          if (!patterns.excludes(path)) {
            walk.enterSubtree();
          }
        } else if (isFile(walk.getFileMode(0)) && patterns.admits(path)) {
          if (files.size() == most) {
            return new Listing(files, true);
          }
          files.add(new TreeFile(prefix + path, walk.getObjectId(0).name()));
        }
      }
    }
    files.sort(BY_BYTES);
    return new Listing(files, false);
  }

  private static boolean isFile(FileMode mode) {
    return (mode.getBits() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
  }

  /**
   * Reads a blob.
   *
   * @param most the size in bytes up to which its bytes are read
   */
  public Blob blob(String sha, int most) {
    return git.use(repository -> {
      ObjectLoader loader = repository.open(ObjectId.fromString(sha), Constants.OBJ_BLOB);
      long size = loader.getSize();
      return new Blob(size, size <= most ? Optional.of(loader.getBytes(most)) : Optional.empty());
    });
  }

  /**
   * Finds the newest commit that had a file or folder which a later one removed.
   *
   * @return its id; empty if no commit before this one had it
   */
  public Optional<String> lastWith(String commitSha, String path) {
    return git.work((repository, deadline) -> {
      try (RevWalk walk = new BoundedWalk(repository, deadline)) {
        walk.markStart(walk.parseCommit(ObjectId.fromString(commitSha)));
        walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
        walk.setRewriteParents(false);
        for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
          for (RevCommit parent : commit.getParents()) {
            walk.parseHeaders(parent);
            if (has(repository, parent, path)) {
              return Optional.of(parent.name());
            }
          }
        }
        return Optional.empty();
      }
    });
  }

  private static boolean has(Repository repository, RevCommit commit, String path)
      throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
      return walk != null;
    }
  }

  /** Opens the walk through the commits that changed files, newest first. Close it. */
  public ChangedFiles changedFiles(String startSha, Optional<String> endSha) {
    return new ChangedFiles(git, startSha, endSha);
  }

  /** The files of a source, in git's order. */
  public record Listing(List<TreeFile> files, boolean hasMore) {
    public Listing {
      files = List.copyOf(files);
    }
  }

  /** A file of a tree and the id of its content. */
  public record TreeFile(String path, String sha) {}

  /**
   * The content of a file.
   *
   * @param bytes empty if it is too large
   */
  public record Blob(long size, Optional<byte[]> bytes) {}
}
