// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.error.ApiException;
import dev.atrium.git.GitException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jgit.lib.Repository;

/**
 * The repetition of a change of a ref that another writer was faster with. It tells a ref that
 * moved from one that is locked, and removes a lock that a killed process left.
 */
record RefRetry(Leftovers leftovers) {
  /** Of six writers on a slow machine, one was too late twenty times in a row. */
  private static final int ATTEMPTS = 50;

  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

  /**
   * Attempts until an attempt has a result. Waits longer at first, so that both writers progress,
   * but not ever longer: whoever has tried for long would try more rarely than those who come. The
   * waits differ by chance, so that writers do not keep in step. Takes about a second at most.
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
      LockSupport.parkNanos(pause(count));
    }
    if (locked.isPositive()) {
      throw ApiException.unavailable(
          "The repository is locked by a write that has not ended. Try again later.",
          locked.toSeconds() + 1);
    }
    throw new GitException(
        Kind.REF_CONFLICT, "Other changes to the branch came first at every attempt. Try again.");
  }

  private static long pause(int count) {
    long longest = Math.min(PAUSE.multipliedBy(count).toNanos(), LONGEST_PAUSE.toNanos());
    return ThreadLocalRandom.current().nextLong(longest / 2, longest);
  }

  /** One attempt; empty if another writer was faster. */
  @FunctionalInterface
  interface Attempt<T> {
    Optional<T> run() throws IOException;
  }
}
