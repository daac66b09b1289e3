// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.CommitTimeRevFilter;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The commits of a repository and the differences between them. Whatever may take long is done as
 * heavy work, and answers 503 if it takes too long.
 */
public final class GitHistory {
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
  public List<Commit> log(String startSha, LogQuery query, long skip, int limit) {
    return log(startSha, query, skip, limit, 0).commits();
  }

  /**
   * Returns the commits that are reachable from a start commit, newest first, and counts them.
   *
   * @param most how many commits to walk beyond those that are returned, in order to count them
   */
  public Log log(String startSha, LogQuery query, long skip, int limit, int most) {
    return handle.work((repository, deadline) -> {
      Optional<String> path = GitPath.clean(query.path() == null ? "" : query.path());
      if (path.isEmpty()) {
        return new Log(List.of(), 0, true);
      }
      try (RevWalk walk = new BoundedWalk(repository, deadline)) {
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

  /**
   * Counts the commits of each author that are reachable from a start commit, the newest ones.
   *
   * @param most how many commits are looked at
   * @return the author as the newest of these commits names them, and the number, by address
   */
  public Map<String, Authorship> authors(String startSha, int most) {
    return handle.work((repository, deadline) -> {
      Map<String, Authorship> authors = new HashMap<>();
      try (RevWalk walk = new BoundedWalk(repository, deadline)) {
        walk.markStart(walk.parseCommit(ObjectId.fromString(startSha)));
        RevCommit commit = walk.next();
        for (int left = most; commit != null && left > 0; left--) {
          GitUser author = GitUser.of(commit.getAuthorIdent());
          authors.merge(author.email(), new Authorship(author, 1), Authorship::and);
          commit.disposeBody();
          commit = walk.next();
        }
      }
      return authors;
    });
  }

  /** Returns the newest common ancestor of two commits. */
  public Optional<String> mergeBase(String a, String b) {
    return handle.work((repository, deadline) -> {
      try (RevWalk walk = new BoundedWalk(repository, deadline)) {
        walk.setRetainBody(false);
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
    return handle.work((repository, deadline) -> {
      try (RevWalk walk = new BoundedWalk(repository, deadline)) {
        walk.setRetainBody(false);
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
    return handle.work((repository, deadline) -> {
      try (RevWalk walk = new BoundedWalk(repository, deadline)) {
        walk.setRetainBody(false); // The order needs all commits at once.
        walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
        walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base)));
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        return take(walk, LogQuery.ALL, skip, limit, 0).commits();
      }
    });
  }

  private static Log take(RevWalk walk, LogQuery query, long skip, int limit, int most)
      throws IOException {
    List<Commit> commits = new ArrayList<>();
    long matching = 0;
    long beyond = 0;
    while (commits.size() < limit || beyond++ < most) {
      RevCommit next = walk.next();
      if (next == null) {
        return new Log(commits, matching, true);
      }
      walk.parseBody(next);
      Commit commit = Commit.of(next);
      next.disposeBody(); // The walk keeps its commits, and a message may be long.
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
   * Compares two commits.
   *
   * @param fromSha null to compare with the empty tree, so that a first commit adds everything
   * @param skip how many files to leave out before those that are returned
   * @param limit the most files that are returned; all are counted
   * @throws dev.atrium.error.ApiException 422 if far too many files differ, 503 if it takes too
   *     long
   */
  public Changes changes(@Nullable String fromSha, String toSha, long skip, int limit) {
    return handle.work((repository, deadline) -> {
      try (Comparison comparison = new Comparison(repository, deadline)) {
        return comparison.changes(fromSha, toSha, skip, limit);
      }
    });
  }

  /**
   * Returns the whole difference in git's diff format.
   *
   * @param fromSha null to compare with the empty tree
   * @throws dev.atrium.error.ApiException as {@link #changes} does, and 406 if it is too large
   */
  public String diff(@Nullable String fromSha, String toSha) {
    return handle.work((repository, deadline) -> {
      try (Comparison comparison = new Comparison(repository, deadline)) {
        return comparison.text(fromSha, toSha);
      }
    });
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

  /** An author and the number of their commits. */
  public record Authorship(GitUser author, long commits) {
    private Authorship and(Authorship other) {
      return new Authorship(author, commits + other.commits);
    }
  }
}
