// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The versions of a process that is the only writer: one number for the directory, and one for each
 * of {@value #STRIPES} groups of spaces and repositories, so that memory does not grow with them.
 * They start anew with the process, as do the caches that depend on them.
 */
final class MemoryVersions implements Versions {
  private static final int STRIPES = 1 << 15;

  private final AtomicLong directory = new AtomicLong(1);
  private final AtomicLongArray subjects = new AtomicLongArray(STRIPES);

  @Override
  public Stamp current(long spaceId) {
    return new Stamp(directory.get(), subjects.get(space(spaceId)));
  }

  @Override
  public Stamp ofRepository(long id) {
    return new Stamp(directory.get(), subjects.get(repository(id)));
  }

  /**
   * Publishes the versions that a write changed. The writer calls this after its COMMIT and before
   * it acknowledges, so that nobody who got an acknowledgement can be served stale data.
   */
  void publish(Transaction committed) {
    if (committed.changesDirectory()) {
      directory.incrementAndGet();
    }
    for (Change change : committed.changes()) {
      switch (change) {
        case Change.OfSpace of -> subjects.incrementAndGet(space(of.subjectId()));
        case Change.OfRepository of -> subjects.incrementAndGet(repository(of.subjectId()));
        default -> {
          // Part of the directory, if anything.
        }
      }
    }
  }

  private static int space(long id) {
    return (int) ((2 * id) & (STRIPES - 1));
  }

  private static int repository(long id) {
    return (int) ((2 * id + 1) & (STRIPES - 1));
  }
}
