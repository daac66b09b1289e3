// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.git.GitRepository;
import dev.atrium.git.PathPatterns;
import dev.atrium.search.LongSet;
import dev.atrium.search.Units;
import java.util.List;
import java.util.Optional;

/** The files of sources and the histories of commits, read from git once and kept for a while. */
final class FileLists {
  /** The newest commits of a history that are searched. */
  static final int MOST_COMMITS = 10_000;

  /** About what a file takes in memory: its path, its id and the objects around them. */
  private static final int BYTES_OF_FILE = 250;

  /** The part of the heap that the lists may take. */
  private static final int PART_OF_HEAP = 12;

  private static final long MOST_GONE = 1_000;

  private final int mostFiles;
  private final Cache<FileList.Key, FileList> lists =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
          .<FileList.Key, FileList>weigher((key, list) -> 1_000 + list.size() * BYTES_OF_FILE)
          .build();
  private final Cache<Commit, LongSet> commits =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
          .<Commit, LongSet>weigher((key, set) -> 200 + set.size() * Long.BYTES)
          .build();

  private final Cache<FileList.Key, Optional<String>> gone =
      Caffeine.newBuilder().maximumSize(MOST_GONE).build();

  FileLists(int mostFiles) {
    this.mostFiles = mostFiles;
  }

  /** Returns the files of a source; empty if its commit does not have its path. */
  Optional<FileList> list(GitRepository git, FileList.Key key) {
    FileList known = lists.getIfPresent(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<FileList> read =
        git.sources()
            .list(
                key.commit(), key.path(), new PathPatterns(key.include(), key.exclude()), mostFiles)
            .map(listing -> FileList.of(key, listing));
    read.ifPresent(list -> lists.put(key, list));
    return read;
  }

  /** Returns the numbers of the newest commits of a history. */
  LongSet commits(GitRepository git, long repositoryId, String commit) {
    Commit key = new Commit(repositoryId, commit);
    LongSet known = commits.getIfPresent(key);
    if (known == null) {
      List<String> ids = git.sources().changedFiles(commit, Optional.empty()).ids(MOST_COMMITS);
      known = LongSet.of(ids.stream().mapToLong(Units::of).toArray());
      commits.put(key, known);
    }
    return known;
  }

  /** Returns the newest commit that had a path which this one lacks; empty if none had. */
  Optional<String> lastWith(GitRepository git, FileList.Key key) {
    return gone.get(key, absent -> git.sources().lastWith(key.commit(), key.path()));
  }

  private record Commit(long repositoryId, String sha) {}
}
