// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The numbers of a repository's issues and pull requests, which share one sequence. */
public final class IssueNumbers {
  private IssueNumbers() {}

  /**
   * Takes the repository's next number; until the transaction ends, others wait for theirs.
   *
   * @return nothing where there is no such repository
   */
  public static Optional<Long> next(Handle handle, long repositoryId) {
    return IssueNumberStore.next(handle, repositoryId);
  }

  /** Waits for others that make or reopen pull requests of the repository, and lets none follow. */
  public static void lock(Handle handle, long repositoryId) {
    IssueNumberStore.lock(handle, repositoryId);
  }
}
