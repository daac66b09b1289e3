// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.work.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.io.DisabledOutputStream;
import org.jspecify.annotations.Nullable;

/** A comparison of two commits, within a budget. Used once. */
final class Comparison implements AutoCloseable {
  /** The most files that are compared. Each takes about 1 KB of memory. */
  private static final int MOST_FILES = 20_000;

  private final Repository repository;
  private final ObjectReader reader;
  private final Deadline deadline;
  private final Budget budget;

  Comparison(Repository repository, Deadline deadline) {
    this.repository = repository;
    this.reader = repository.newObjectReader();
    this.deadline = deadline;
    this.budget = new Budget(deadline);
  }

  /** Compares all files, and returns some of them. */
  Changes changes(@Nullable String from, String to, long skip, int limit) throws IOException {
    List<DiffEntry> entries = entries(from, to);
    List<FileChange> files = new ArrayList<>();
    int additions = 0;
    int deletions = 0;
    for (int i = 0; i < entries.size(); i++) {
      deadline.check();
      boolean shown = i >= skip && files.size() < limit;
      Hunks hunks = Hunks.of(reader, entries.get(i), shown, budget);
      additions += hunks.additions();
      deletions += hunks.deletions();
      if (shown) {
        files.add(change(entries.get(i), hunks));
      }
    }
    return new Changes(files, entries.size(), additions, deletions);
  }

  /** Returns all differences in git's format. */
  String text(@Nullable String from, String to) throws IOException {
    DiffText out = new DiffText();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setReader(reader, repository.getConfig());
      formatter.setBinaryFileThreshold(Hunks.MOST_TEXT);
      formatter.setDiffAlgorithm(new LineDiff(budget));
      for (DiffEntry entry : entries(from, to)) {
        deadline.check();
        formatter.format(entry);
      }
      formatter.flush();
    }
    return out.toString(UTF_8);
  }

  private List<DiffEntry> entries(@Nullable String from, String to) throws IOException {
    try (DiffFormatter formatter = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
      formatter.setReader(reader, repository.getConfig());
      formatter.setPathFilter(new Counted());
      return new Renames(repository, reader, deadline).join(formatter.scan(tree(from), tree(to)));
    }
  }

  private AbstractTreeIterator tree(@Nullable String sha) throws IOException {
    if (sha == null) {
      return new EmptyTreeIterator();
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return new CanonicalTreeParser(
          null, reader, walk.parseCommit(ObjectId.fromString(sha)).getTree());
    }
  }

  private static FileChange change(DiffEntry entry, Hunks hunks) {
    boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
    String status =
        switch (entry.getChangeType()) {
          case ADD, COPY -> "added";
          case DELETE -> "removed";
          case MODIFY -> "modified";
          case RENAME -> "renamed";
        };
    return new FileChange(
        (removed ? entry.getOldId() : entry.getNewId()).name(),
        removed ? entry.getOldPath() : entry.getNewPath(),
        entry.getChangeType() == DiffEntry.ChangeType.RENAME ? entry.getOldPath() : null,
        status,
        hunks.additions(),
        hunks.deletions(),
        hunks.patch());
  }

  @Override
  public void close() {
    reader.close();
  }

  /** A filter that takes everything, unless there is too much of it. */
  private final class Counted extends TreeFilter {
    private int files;

    @Override
    public boolean include(TreeWalk walk) throws IOException {
      deadline.check();
      if (!walk.isSubtree() && !TreeFilter.ANY_DIFF.include(walk)) {
        return false;
      }
      if (!walk.isSubtree() && ++files > MOST_FILES) {
        throw ApiException.of(
            ErrorCode.VALIDATION_FAILED,
            "Sorry, this diff has more than %d files.".formatted(MOST_FILES));
      }
      return true;
    }

    @Override
    public boolean shouldBeRecursive() {
      return false;
    }

    @Override
    public TreeFilter clone() {
      return this;
    }
  }
}
