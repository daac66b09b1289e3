// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** One write under way: its connection, and the versions to publish once it is committed. */
public final class Transaction {
  private final Handle handle;
  private final Origin origin;
  private final Set<Long> spaces = new TreeSet<>();
  private boolean directory;

  Transaction(Handle handle, Origin origin) {
    this.handle = handle;
    this.origin = origin;
  }

  /** The connection that the transaction runs on. */
  public Handle handle() {
    return handle;
  }

  /** On whose behalf it is made. */
  public Origin origin() {
    return origin;
  }

  /**
   * Says that accounts, memberships, teams, repositories, access to them or tokens change in this
   * transaction. Every such write must call it: what is kept warm is good only until the
   * directory's version moves.
   */
  public void directoryChanged() {
    if (!directory) {
      directory = true;
      handle.execute("UPDATE directory_version SET version = version + 1");
    }
  }

  /**
   * Says that a space, or something attached to it, changes in this transaction. Its row must take
   * its next version in SQL.
   */
  public void spaceChanged(long spaceId) {
    spaces.add(spaceId);
  }

  boolean changesDirectory() {
    return directory;
  }

  Set<Long> changedSpaces() {
    return spaces;
  }
}
