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
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.CommitTimeRevFilter;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.io.DisabledOutputStream;
import org.jspecify.annotations.Nullable;

/** The commits of a repository and the differences between them. */
public final class GitHistory {
  private static final int MOST_FILES = 300;

  private final RepositoryHandle handle;

  GitHistory(RepositoryHandle handle) {
    this.handle = handle;
  }

  /** Returns a commit by its full id. */
  public Optional<Commit> commit(String sha) {
    return handle.use(repository -> {
      try (RevWalk walk = new RevWalk(repository)) {
        return ObjectId.isId(sha)
            ? Optional.of(Commit.of(walk.parseCommit(ObjectId.fromString(sha))))
            : Optional.empty();
      } catch (MissingObjectException | IncorrectObjectTypeException e) {
        return Optional.empty();
      }
    });
  }

  /** Returns the commits that are reachable from a start commit, newest first. */
  public List<Commit> log(String startSha, Query query, long skip, int limit) {
    return log(startSha, query, skip, limit, 0).commits();
  }

  /**
   * Returns the commits that are reachable from a start commit, newest first, and counts them.
   *
   * @param most how many commits to walk beyond those that are returned, in order to count them
   */
  public Log log(String startSha, Query query, long skip, int limit, int most) {
    return handle.use(repository -> {
      Optional<String> path = GitPath.clean(query.path() == null ? "" : query.path());
      if (path.isEmpty()) {
        return new Log(List.of(), 0, true);
      }
      try (RevWalk walk = new RevWalk(repository)) {
        walk.markStart(walk.parseCommit(ObjectId.fromString(startSha)));
        if (query.since() != null) {
          // Ends the walk early: the query alone would read the whole history.
          walk.setRevFilter(CommitTimeRevFilter.after(query.since()));
        }
        if (!path.get().isEmpty()) {
          walk.setTreeFilter(
              AndTreeFilter.create(PathFilter.create(path.get()), TreeFilter.ANY_DIFF));
          // Commits keep their real parents, even those that did not change the path.
          walk.setRewriteParents(false);
        }
        return take(walk, query, skip, limit, most);
      }
    });
  }

  /** Returns the newest common ancestor of two commits. */
  public Optional<String> mergeBase(String a, String b) {
    return handle.use(repository -> {
      try (RevWalk walk = new RevWalk(repository)) {
        walk.setRevFilter(RevFilter.MERGE_BASE);
        walk.markStart(walk.parseCommit(ObjectId.fromString(a)));
        walk.markStart(walk.parseCommit(ObjectId.fromString(b)));
        RevCommit base = walk.next();
        return base == null ? Optional.empty() : Optional.of(base.name());
      }
    });
  }

  /** Counts the commits that are reachable from the head but not from the base. */
  public int ahead(String base, String head) {
    return handle.use(repository -> {
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
   * Returns the commits that {@link #ahead} counts, parents before children, as in GitHub's
   * comparison of two commits.
   */
  public List<Commit> commitsBetween(String base, String head, long skip, int limit) {
    return handle.use(repository -> {
      try (RevWalk walk = new RevWalk(repository)) {
        walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
        walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base)));
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        return take(walk, Query.ALL, skip, limit, 0).commits();
      }
    });
  }

  private static Log take(RevWalk walk, Query query, long skip, int limit, int most)
      throws IOException {
    List<Commit> commits = new ArrayList<>();
    long matching = 0;
    long beyond = 0;
    while (commits.size() < limit || beyond++ < most) {
      RevCommit next = walk.next();
      if (next == null) {
        return new Log(commits, matching, true);
      }
      Commit commit = Commit.of(next);
      if (query.matches(commit)) {
        matching++;
        if (matching > skip && commits.size() < limit) {
          commits.add(commit);
        }
      }
    }
    return new Log(commits, matching, false);
  }

  /**
   * Returns the files that differ between two commits, at most 300.
   *
   * @param fromSha null to compare with the empty tree, so that a first commit adds everything
   */
  public List<FileChange> changes(@Nullable String fromSha, String toSha) {
    return handle.use(repository -> {
      List<FileChange> changes = new ArrayList<>();
      try (DiffFormatter formatter = new DiffFormatter(DisabledOutputStream.INSTANCE);
          ObjectReader reader = repository.newObjectReader()) {
        formatter.setReader(reader, repository.getConfig());
        formatter.setDetectRenames(true);
        for (DiffEntry entry : formatter.scan(tree(repository, fromSha), tree(repository, toSha))) {
          if (changes.size() == MOST_FILES) {
            break;
          }
          changes.add(change(entry, Hunks.of(reader, entry)));
        }
      }
      return changes;
    });
  }

  /**
   * Returns the whole difference in git's diff format.
   *
   * @param fromSha null to compare with the empty tree
   */
  public String diff(@Nullable String fromSha, String toSha) {
    return handle.use(repository -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (DiffFormatter formatter = new DiffFormatter(out)) {
        formatter.setRepository(repository);
        formatter.setDetectRenames(true);
        formatter.format(tree(repository, fromSha), tree(repository, toSha));
        formatter.flush();
      }
      return out.toString(StandardCharsets.UTF_8);
    });
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

  private static AbstractTreeIterator tree(Repository repository, @Nullable String sha)
      throws IOException {
    if (sha == null) {
      return new EmptyTreeIterator();
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return new CanonicalTreeParser(
          null, walk.getObjectReader(), walk.parseCommit(ObjectId.fromString(sha)).getTree());
    }
  }

  /**
   * Some commits of a log.
   *
   * @param total how many commits the log has; those that were walked, if not all were
   * @param counted whether all commits were walked
   */
  public record Log(List<Commit> commits, long total, boolean counted) {
    public Log {
      commits = List.copyOf(commits);
    }
  }

  /**
   * A filter on the commits of a log. A null field matches every commit.
   *
   * @param path a file or a folder that the commit changed
   * @param authors names or e-mail addresses, compared without case; one match suffices
   * @param committers names or e-mail addresses, compared in the same way
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

    private static boolean isOneOf(@Nullable Set<String> wanted, GitUser who) {
      return wanted == null
          || wanted.stream()
              .anyMatch(
                  one -> one.equalsIgnoreCase(who.name()) || one.equalsIgnoreCase(who.email()));
    }
  }
}
