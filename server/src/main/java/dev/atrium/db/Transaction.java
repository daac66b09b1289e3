// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import dev.atrium.error.ApiException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One write under way: its connection, its changes, and the tasks that follow its commit. */
public final class Transaction {
  private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

  private final Handle handle;
  private final Origin origin;
  private final List<Subscriber> subscribers;
  private final Set<Change> changes = new LinkedHashSet<>();
  private final List<Runnable> afterCommit = new ArrayList<>();

  Transaction(Handle handle, Origin origin, List<Subscriber> subscribers) {
    this.handle = handle;
    this.origin = origin;
    this.subscribers = subscribers;
  }

  /** Returns the connection that the transaction runs on. */
  public Handle handle() {
    return handle;
  }

  /** Returns the account and the request on whose behalf the write is made. */
  public Origin origin() {
    return origin;
  }

  /**
   * Reports a change of this transaction. Subscribers receive it before this returns; a change that
   * was already reported is ignored. It is appended to the {@link ChangeFeed} with the commit. A
   * change of a space or a repository must also take its next version in SQL.
   */
  public void changed(Change change) {
    if (changes.add(change)) {
      subscribers.forEach(subscriber -> subscriber.on(this, change));
    }
  }

  /**
   * Runs a task once this transaction is committed, on the thread that asked for the write. The
   * task runs at most once: never after a rollback, and not if the process ends in between. So it
   * may only speed up what would happen anyway.
   */
  public void afterCommit(Runnable task) {
    afterCommit.add(task);
  }

  /**
   * Runs the tasks after the commit. A task that fails does not fail the write, which is already
   * done.
   */
  void committed() {
    for (Runnable task : afterCommit) {
      try {
        task.run();
      } catch (RuntimeException e) {
        if (!ApiException.isPassing(e)) {
          LOG.warn("A task after a commit failed", e);
        }
      }
    }
  }

  /** Appends all changes to the feed, as the last statement before the commit. */
  void append() {
    if (!changes.isEmpty()) {
      ChangeFeed.append(handle, changes);
    }
  }

  boolean changesDirectory() {
    return changes.contains(new Change.Directory());
  }

  Set<Change> changes() {
    return Collections.unmodifiableSet(changes);
  }
}
