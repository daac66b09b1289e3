// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.work.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The commits of a history with the files that each changed. Merges are left out, and so are
 * commits of very many files, which say nothing about any of them.
 */
public final class ChangedFiles {
  /** The most files of a commit. */
  public static final int MOST_FILES = 30;

  private static final int LONGEST_SUBJECT = 200;
  private static final int LONGEST_MESSAGE = 800;

  private final GitRepository git;
  private final String start;
  private final Optional<String> end;

  ChangedFiles(GitRepository git, String start, Optional<String> end) {
    this.git = git;
    this.start = start;
    this.end = end;
  }

  /** Tells whether the end is in the history of the start, so that the walk is what was added. */
  public boolean isContinuation() {
    return end.isPresent()
        && git.use(repository -> {
          try (RevWalk walk = new RevWalk(repository)) {
            ObjectId old = ObjectId.fromString(end.get());
            return repository.getObjectDatabase().has(old)
                && walk.isMergedInto(
                    walk.parseCommit(old), walk.parseCommit(ObjectId.fromString(start)));
          }
        });
  }

  /**
   * Returns the ids of the newest commits, without what they changed; the newest first.
   *
   * @throws dev.atrium.error.ApiException 503 if it takes too long
   */
  public List<String> ids(int most) {
    return git.work((repository, deadline) -> {
      List<String> ids = new ArrayList<>();
      try (RevWalk walk = begin(new BoundedWalk(repository, deadline))) {
        walk.setRetainBody(false);
        for (RevCommit commit = walk.next();
            commit != null && ids.size() < most;
            commit = walk.next()) {
          ids.add(commit.name());
        }
      }
      return ids;
    });
  }

  /**
   * Passes the newest commits to a sink, the newest first. This may take long: the sink may wait
   * for others.
   */
  public void each(int most, Deadline deadline, Consumer<ChangingCommit> sink) {
    git.use(repository -> {
      try (RevWalk walk = begin(new RevWalk(repository));
          ObjectReader reader = repository.newObjectReader()) {
        int left = most;
        for (RevCommit commit = walk.next(); commit != null && left > 0; commit = walk.next()) {
          left--;
          if (commit.getParentCount() < 2) {
            walk.parseBody(commit);
            List<DiffEntry> changes = changes(repository, reader, walk, commit, deadline);
            if (!changes.isEmpty() && changes.size() <= MOST_FILES) {
              sink.accept(of(commit, changes));
            }
            commit.disposeBody();
          }
        }
      }
      return true;
    });
  }

  private RevWalk begin(RevWalk walk) throws IOException {
    walk.markStart(walk.parseCommit(ObjectId.fromString(start)));
    if (end.isPresent()) {
      walk.markUninteresting(walk.parseCommit(ObjectId.fromString(end.get())));
    }
    return walk;
  }

  private static List<DiffEntry> changes(
      Repository repository, ObjectReader reader, RevWalk walk, RevCommit commit, Deadline deadline)
      throws IOException {
    if (commit.getParentCount() > 0) {
      walk.parseHeaders(commit.getParent(0));
    }
    if (hasTooMany(reader, commit)) {
      return List.of();
    }
    List<DiffEntry> entries;
    try (TreeWalk trees = trees(reader, commit)) {
      entries = DiffEntry.scan(trees);
    }
    boolean mayRename =
        entries.size() <= 2 * MOST_FILES
            && entries.stream().anyMatch(e -> e.getChangeType() == DiffEntry.ChangeType.ADD)
            && entries.stream().anyMatch(e -> e.getChangeType() == DiffEntry.ChangeType.DELETE);
    return mayRename ? new Renames(repository, reader, deadline).join(entries) : entries;
  }

  private static boolean hasTooMany(ObjectReader reader, RevCommit commit) throws IOException {
    try (TreeWalk trees = trees(reader, commit)) {
      int seen = 0;
      while (seen <= 2 * MOST_FILES && trees.next()) {
        seen++;
      }
      return seen > 2 * MOST_FILES;
    }
  }

  /** Opens the differences of a commit and its parent, or of the first commit and nothing. */
  private static TreeWalk trees(ObjectReader reader, RevCommit commit) throws IOException {
    TreeWalk trees = new TreeWalk(reader);
    trees.setRecursive(true);
    trees.addTree(
        commit.getParentCount() == 0
            ? new EmptyTreeIterator()
            : new CanonicalTreeParser(null, reader, commit.getParent(0).getTree()));
    trees.addTree(commit.getTree());
    trees.setFilter(TreeFilter.ANY_DIFF);
    return trees;
  }

  private static ChangingCommit of(RevCommit commit, List<DiffEntry> changes) {
    String message = commit.getFullMessage().strip();
    String subject = message.lines().findFirst().orElse("");
    List<ChangingCommit.File> files = new ArrayList<>();
    for (DiffEntry change : changes) {
      if (change.getChangeType() != DiffEntry.ChangeType.DELETE) {
        files.add(
            new ChangingCommit.File(
                change.getNewPath(),
                change.getChangeType() == DiffEntry.ChangeType.RENAME
                    ? Optional.of(change.getOldPath())
                    : Optional.empty()));
      }
    }
    return new ChangingCommit(
        commit.name(),
        commit.getCommitTime(),
        shorter(subject, LONGEST_SUBJECT),
        shorter(message, LONGEST_MESSAGE),
        files);
  }

  private static String shorter(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
