// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.error.ApiException;
import dev.atrium.git.GitException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jgit.lib.Repository;

/**
 * The repetition of a change of a ref that another writer was faster with. It tells a ref that
 * moved from one that is locked, and removes a lock that a killed process left.
 */
record RefRetry(Leftovers leftovers) {
  private static final int ATTEMPTS = 20;
  private static final Duration PAUSE = Duration.ofMillis(2);

  /**
   * Attempts until an attempt has a result. Waits longer each time, so that both writers progress.
   *
   * @param ref the full name of the ref that is changed
   * @throws GitException REF_CONFLICT if other writers were faster every time
   * @throws ApiException 503 if the ref is locked, and the lock may still be held
   */
  <T> T run(Repository repository, String ref, Attempt<T> attempt) throws IOException {
    Duration locked = Duration.ZERO;
    for (int count = 1; count <= ATTEMPTS; count++) {
      Optional<T> result = attempt.run();
      if (result.isPresent()) {
        return result.get();
      }
      locked = leftovers.unlock(repository, ref);
      LockSupport.parkNanos(PAUSE.multipliedBy(count).toNanos());
    }
    if (locked.isPositive()) {
      throw ApiException.unavailable(
          "The repository is locked by a write that has not ended. Try again later.",
          locked.toSeconds() + 1);
    }
    throw new GitException(
        Kind.REF_CONFLICT, "Other changes to the branch came first at every attempt. Try again.");
  }

  /** One attempt; empty if another writer was faster. */
  @FunctionalInterface
  interface Attempt<T> {
    Optional<T> run() throws IOException;
  }
}
