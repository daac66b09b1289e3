// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.context.WantedFiles.Wanted;
import dev.atrium.git.ChangedFiles;
import dev.atrium.git.ChangingCommit;
import dev.atrium.git.GitRepository;
import dev.atrium.search.FileLog;
import dev.atrium.search.IndexChanges;
import dev.atrium.search.IndexedCommit;
import dev.atrium.search.Units;
import dev.atrium.work.Deadline;
import dev.atrium.work.SharedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The logs of files at the tip of a ref. What was added since the index was written is read from
 * git, and goes on from the logs that the index has; after a ref was moved elsewhere, all is read.
 */
final class Histories {
  /** More than any history takes: only a search for renamed files looks at it. */
  private static final Duration MOST_TIME = Duration.ofHours(1);

  private final IndexChanges index;
  private final Map<String, List<FileLog.Commit>> added = new HashMap<>();

  /** Where a file was before the added commits, if they renamed it. */
  private final Map<String, String> before = new HashMap<>();

  private final boolean continued;

  private Histories(IndexChanges index, boolean continued) {
    this.index = index;
    this.continued = continued;
  }

  /**
   * Reads what was added to a history, and puts the commits into the index.
   *
   * @param known the commit up to which the index has the history, if it has any
   */
  static Histories read(
      GitRepository git,
      String commit,
      Optional<String> known,
      IndexChanges index,
      SharedTime.Turn turn) {
    ChangedFiles since = git.sources().changedFiles(commit, known);
    boolean continued = since.isContinuation();
    ChangedFiles walk = continued ? since : git.sources().changedFiles(commit, Optional.empty());
    Histories histories = new Histories(index, continued);
    List<ChangingCommit> newest = new ArrayList<>();
    walk.each(
        FileLists.MOST_COMMITS,
        Deadline.after(MOST_TIME),
        each -> {
          turn.pause();
          newest.add(each);
          index.putCommit(
              new IndexedCommit(
                  Units.of(each.sha()),
                  each.message(),
                  each.files().stream().map(ChangingCommit.File::path).toList()));
        });
    newest.reversed().forEach(histories::follow);
    return histories;
  }

  /** Takes the commits in the order that they were made, so that a log moves along with a file. */
  private void follow(ChangingCommit commit) {
    for (ChangingCommit.File file : commit.files()) {
      List<FileLog.Commit> log =
          file.previousPath()
              .map(previous -> {
                before.put(file.path(), before.getOrDefault(previous, previous));
                List<FileLog.Commit> moved = added.remove(previous);
                return moved == null ? new ArrayList<FileLog.Commit>() : moved;
              })
              .orElseGet(() -> added.getOrDefault(file.path(), new ArrayList<>()));
      log.add(new FileLog.Commit(commit.time(), commit.subject()));
      added.put(file.path(), log);
    }
  }

  /** Tells whether the log of a file differs from what the index has. */
  boolean isNew(String path) {
    return !continued || added.containsKey(path);
  }

  /**
   * Returns the log of a file.
   *
   * @param former finds the number of the file that was at a path where the index ends
   */
  FileLog log(Wanted file, java.util.function.Function<String, Optional<Long>> former) {
    FileLog known =
        continued
            ? former
                .apply(before.getOrDefault(file.path(), file.path()))
                .flatMap(index::log)
                .orElse(FileLog.NONE)
            : FileLog.NONE;
    return known.with(added.getOrDefault(file.path(), List.of()));
  }
}
