// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One write under way: its connection, and the versions to publish once it is committed. */
public final class Transaction {
  private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

  private final Handle handle;
  private final Origin origin;
  private final Set<Long> spaces = new TreeSet<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
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

  /**
   * Runs a task once this transaction is committed, on the thread that asked for the write. It runs
   * at most once: never where the transaction is rolled back, and not where the process ends
   * between the two. So it may only hasten what would happen anyway.
   */
  public void afterCommit(Runnable task) {
    afterCommit.add(task);
  }

  /** Runs those tasks. What fails in one of them does not fail the write, which is done. */
  void committed() {
    for (Runnable task : afterCommit) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.warn("A task after a commit failed", e);
      }
    }
  }

  boolean changesDirectory() {
    return directory;
  }

  Set<Long> changedSpaces() {
    return spaces;
  }
}
