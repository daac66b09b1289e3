// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.db.ChangeFeed;
import dev.atrium.db.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A reader of the change feed, who is shown every change once. */
final class FeedReader {
  private static final int MOST = 500;

  private final Database database;
  private final Set<Long> seen = new HashSet<>();
  private ChangeFeed.Cursor cursor = ChangeFeed.Cursor.START;

  FeedReader(Database database) {
    this.database = database;
  }

  /** Reads on to what is there by now. */
  void read() {
    List<ChangeFeed.Entry> some = database.changes().after(cursor, MOST);
    while (!some.isEmpty()) {
      some.forEach(entry -> assertThat(seen.add(entry.cursor().id())).isTrue());
      cursor = some.getLast().cursor();
      some = database.changes().after(cursor, MOST);
    }
  }

  /** The ids of all changes that were shown. */
  Set<Long> seen() {
    return Set.copyOf(seen);
  }
}
