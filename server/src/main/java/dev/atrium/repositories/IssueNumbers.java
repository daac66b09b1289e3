// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.db.Change;
import dev.atrium.db.Transaction;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The numbers of a repository's issues and pull requests, which share one sequence, and how many of
 * them are open.
 */
public final class IssueNumbers {
  private IssueNumbers() {}

  /**
   * Takes the repository's next number, for an issue that is open. Others wait for theirs until the
   * transaction ends.
   *
   * @return empty if there is no such repository
   */
  public static Optional<Long> next(Transaction transaction, long repositoryId) {
    transaction.changed(new Change.RepositoryIssues(repositoryId));
    return IssueNumberStore.next(transaction.handle(), repositoryId);
  }

  /** Notes that another number of the repository's issues and pull requests is open. */
  public static void openOrClosed(Transaction transaction, long repositoryId) {
    transaction.changed(new Change.RepositoryIssues(repositoryId));
    IssueNumberStore.takeVersion(transaction.handle(), repositoryId);
  }

  /**
   * Locks the repository's sequence until the transaction ends: waits for transactions that create
   * or reopen pull requests, and blocks further ones.
   */
  public static void lock(Handle handle, long repositoryId) {
    IssueNumberStore.lock(handle, repositoryId);
  }
}
