// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Commits and what changed between them. */
public final class GitHistory {
  private static final int MOST_FILES = 300;
  private static final int MOST_PATCH = 100 * 1024;

  private final Repository repository;

  GitHistory(Repository repository) {
    this.repository = repository;
  }

  /** A commit by its full id. */
  public Optional<Commit> commit(String sha) {
    return GitRepository.call(() -> {
      try (RevWalk walk = new RevWalk(repository)) {
        return Optional.of(Commit.of(walk.parseCommit(ObjectId.fromString(sha))));
      } catch (MissingObjectException | IncorrectObjectTypeException e) {
        return Optional.empty();
      }
    });
  }

  /** The commits from one backwards, newest first. */
  public List<Commit> log(String startSha, Query query, long skip, int limit) {
    return GitRepository.call(() -> {
      List<Commit> commits = new ArrayList<>();
      try (RevWalk walk = new RevWalk(repository)) {
        walk.markStart(walk.parseCommit(ObjectId.fromString(startSha)));
        if (query.path() != null && !query.path().isEmpty()) {
          walk.setTreeFilter(
              AndTreeFilter.create(
                  PathFilterGroup.createFromStrings(query.path()), TreeFilter.ANY_DIFF));
        }
        long left = skip;
        for (RevCommit commit : walk) {
          if (query.matches(Commit.of(commit)) && left-- <= 0) {
            commits.add(Commit.of(commit));
          }
          if (commits.size() == limit) {
            break;
          }
        }
      }
      return commits;
    });
  }

  /** The newest commit that both have behind them. */
  public Optional<String> mergeBase(String a, String b) {
    return GitRepository.call(() -> {
      try (RevWalk walk = new RevWalk(repository)) {
        walk.setRevFilter(RevFilter.MERGE_BASE);
        walk.markStart(walk.parseCommit(ObjectId.fromString(a)));
        walk.markStart(walk.parseCommit(ObjectId.fromString(b)));
        RevCommit base = walk.next();
        return base == null ? Optional.empty() : Optional.of(base.name());
      }
    });
  }

  /** How many commits the head has that the base has not. */
  public int ahead(String base, String head) {
    return GitRepository.call(() -> {
      try (RevWalk walk = new RevWalk(repository)) {
        walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
        walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base)));
        int count = 0;
        for (RevCommit commit : walk) {
          count += commit == null ? 0 : 1;
        }
        return count;
      }
    });
  }

  /**
   * The files that differ, 300 at the most.
   *
   * @param fromSha null for the empty tree: a first commit adds everything
   */
  public List<FileChange> changes(@Nullable String fromSha, String toSha) {
    return GitRepository.call(() -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (DiffFormatter formatter = new DiffFormatter(out)) {
        formatter.setRepository(repository);
        formatter.setDetectRenames(true);
        List<FileChange> changes = new ArrayList<>();
        for (DiffEntry entry : formatter.scan(tree(fromSha), tree(toSha))) {
          if (changes.size() == MOST_FILES) {
            break;
          }
          out.reset();
          formatter.format(entry);
          formatter.flush();
          changes.add(
              change(entry, formatter.toFileHeader(entry), out.toString(StandardCharsets.UTF_8)));
        }
        return changes;
      }
    });
  }

  /**
   * The whole difference as git prints it.
   *
   * @param fromSha null for the empty tree
   */
  public String diff(@Nullable String fromSha, String toSha) {
    return GitRepository.call(() -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (DiffFormatter formatter = new DiffFormatter(out)) {
        formatter.setRepository(repository);
        formatter.setDetectRenames(true);
        formatter.format(tree(fromSha), tree(toSha));
        formatter.flush();
      }
      return out.toString(StandardCharsets.UTF_8);
    });
  }

  private static FileChange change(DiffEntry entry, FileHeader header, String text) {
    int additions = 0;
    int deletions = 0;
    for (Edit edit : header.toEditList()) {
      additions += edit.getLengthB();
      deletions += edit.getLengthA();
    }
    boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
    int hunk = text.indexOf("@@ ");
    String patch =
        header.getPatchType() != FileHeader.PatchType.UNIFIED
                || hunk < 0
                || text.length() > MOST_PATCH
            ? null
            : text.substring(hunk).stripTrailing();
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
        additions,
        deletions,
        patch);
  }

  private AbstractTreeIterator tree(@Nullable String sha) throws IOException {
    if (sha == null) {
      return new EmptyTreeIterator();
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return new CanonicalTreeParser(
          null, walk.getObjectReader(), walk.parseCommit(ObjectId.fromString(sha)).getTree());
    }
  }

  /**
   * Which commits of a log are wanted; null for any.
   *
   * @param authors names or addresses, compared without case, any of which will do
   * @param committers the same
   */
  public record Query(
      @Nullable String path,
      @Nullable Set<String> authors,
      @Nullable Set<String> committers,
      @Nullable Instant since,
      @Nullable Instant until) {
    public static final Query ALL = new Query(null, null, null, null, null);

    boolean matches(Commit commit) {
      Instant when = commit.committer().when();
      return isOneOf(authors, commit.author())
          && isOneOf(committers, commit.committer())
          && (since == null || !when.isBefore(since))
          && (until == null || !when.isAfter(until));
    }

    private static boolean isOneOf(@Nullable Set<String> wanted, Identity who) {
      return wanted == null
          || wanted.stream()
              .anyMatch(
                  one -> one.equalsIgnoreCase(who.name()) || one.equalsIgnoreCase(who.email()));
    }
  }
}
