// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.work.Deadline;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.api.errors.CanceledException;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** The search for renamed files, whose work is bounded. */
record Renames(Repository repository, ObjectReader reader, Deadline deadline) {
  /** The steps to search for renamed files by their content. */
  private static final long MOST_STEPS = 200_000_000;

  /**
   * Joins what was removed and added into what was renamed. Among many or large files only those
   * are found whose content is the same.
   */
  List<DiffEntry> join(List<DiffEntry> entries) throws IOException {
    RenameDetector detector =
        new RenameDetector(reader, repository.getConfig().get(DiffConfig.KEY));
    detector.addAll(entries);
    if (searchSteps(entries, detector.getRenameLimit()) > MOST_STEPS) {
      detector.setRenameLimit(1);
    }
    try {
      return detector.compute(
          reader,
          new EmptyProgressMonitor() {
            @Override
            public boolean isCancelled() {
              return deadline.isOver();
            }
          });
    } catch (CanceledException e) {
      deadline.check();
      throw new IOException(e);
    }
  }

  /** Estimates the search for renamed files: it reads every added file once a removed one. */
  private long searchSteps(List<DiffEntry> entries, int most) throws IOException {
    long removed = 0;
    long removedSteps = 0;
    long added = 0;
    long addedSteps = 0;
    for (DiffEntry entry : entries) {
      boolean isRemoved = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
      if (isRemoved && removed++ < most) {
        removedSteps += steps(entry.getOldMode(), entry.getOldId().toObjectId());
      } else if (entry.getChangeType() == DiffEntry.ChangeType.ADD && added++ < most) {
        addedSteps += steps(entry.getNewMode(), entry.getNewId().toObjectId());
      }
    }
    return removed == 0 || added == 0 ? 0 : removedSteps + removed * addedSteps;
  }

  private long steps(FileMode mode, ObjectId id) throws IOException {
    return mode.getObjectType() == Constants.OBJ_BLOB
        ? Hunks.OBJECT + reader.getObjectSize(id, Constants.OBJ_BLOB)
        : 0;
  }
}
