// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.git.Commit;
import dev.atrium.git.GitHistory.Log;
import dev.atrium.git.GitRepository;
import dev.atrium.git.LogQuery;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.work.AnswerMemory;

/** The pages of lists of commits. To count a list takes a walk, which has a limit. */
final class CommitPages {
  /** How far a list of all commits is walked beyond its page, once, to find its last page. */
  private static final int MOST_OF_ALL = 10_000;

  /** The same for a list with a filter, at every request. */
  private static final int MOST_FILTERED = 1_000;

  /** The same with a path, which compares trees at every step. */
  private static final int MOST_OF_A_PATH = 100;

  /** Stands for a total that is too high to be counted. */
  private static final long TOO_MANY = -1;

  /** How many commits there are from a start. That never changes, as the start names them all. */
  private final Cache<Start, Long> totals = Caffeine.newBuilder().maximumSize(10_000).build();

  /**
   * Reads a page of the commits that are reachable from a start.
   *
   * @param sha the id of the start, which is a commit of the repository
   */
  Paged<Commit> read(GitRepository git, long repositoryId, String sha, LogQuery query, Page page) {
    if (!query.equals(LogQuery.ALL)) {
      return read(git, sha, query, page, query.path() == null ? MOST_FILTERED : MOST_OF_A_PATH);
    }
    Start start = new Start(repositoryId, sha);
    Long total = totals.getIfPresent(start);
    if (total != null) {
      Paged<Commit> found = read(git, sha, query, page, 0);
      return total == TOO_MANY ? found : new Paged<>(found.rows(), total);
    }
    Paged<Commit> counted = read(git, sha, query, page, MOST_OF_ALL);
    totals.put(start, counted.counted() ? counted.total() : TOO_MANY);
    return counted;
  }

  private static Paged<Commit> read(
      GitRepository git, String sha, LogQuery query, Page page, int most) {
    Log log = git.history().log(sha, query, page.offset(), page.limit(), most);
    log.commits().forEach(commit -> AnswerMemory.count(commit.message()));
    return new Paged<>(page.cut(log.commits()), log.total(), log.counted());
  }

  private record Start(long repositoryId, String sha) {}
}
