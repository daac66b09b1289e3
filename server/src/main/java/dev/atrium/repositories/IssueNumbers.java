// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The numbers of a repository's issues and pull requests, which share one sequence. */
public final class IssueNumbers {
  private IssueNumbers() {}

  /**
   * Takes the repository's next number. Others wait for theirs until the transaction ends.
   *
   * @return empty if there is no such repository
   */
  public static Optional<Long> next(Handle handle, long repositoryId) {
    return IssueNumberStore.next(handle, repositoryId);
  }

  /**
   * Locks the repository's sequence until the transaction ends: waits for transactions that create
   * or reopen pull requests, and blocks further ones.
   */
  public static void lock(Handle handle, long repositoryId) {
    IssueNumberStore.lock(handle, repositoryId);
  }
}
