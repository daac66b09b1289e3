// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The versions of a process that is the only writer: one number for the directory, and one for each
 * of {@value #STRIPES} groups of spaces, so that memory does not grow with the spaces. They start
 * anew with the process, as do the caches that depend on them.
 */
final class MemoryVersions implements Versions {
  private static final int STRIPES = 1 << 14;

  private final AtomicLong directory = new AtomicLong(1);
  private final AtomicLongArray spaces = new AtomicLongArray(STRIPES);

  @Override
  public Stamp current(long spaceId) {
    return new Stamp(directory.get(), spaces.get(stripe(spaceId)));
  }

  /**
   * Publishes the versions that a write changed. The writer calls this after its COMMIT and before
   * it acknowledges, so that nobody who got an acknowledgement can be served stale data.
   */
  void publish(Transaction committed) {
    if (committed.changesDirectory()) {
      directory.incrementAndGet();
    }
    committed.changedSpaces().forEach(id -> spaces.incrementAndGet(stripe(id)));
  }

  private static int stripe(long spaceId) {
    return (int) (spaceId & (STRIPES - 1));
  }
}
