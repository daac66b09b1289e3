// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.error.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard against a second history of a repository. If the database records that a repository has
 * commits, but this server's folder has none, the disk is not mounted or the folder is the wrong
 * one. Then nothing is made in place of the content.
 */
final class ExpectedContent {
  private static final Logger LOG = LoggerFactory.getLogger(ExpectedContent.class);
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();
  private static final int RETRY_AFTER = 60;

  private final LongPredicate recorded;
  private final AtomicLong lastLog = new AtomicLong(System.nanoTime() - PAUSE);

  /**
   * Makes the guard.
   *
   * @param recorded tells whether the database records commits of the repository with an id
   */
  ExpectedContent(LongPredicate recorded) {
    this.recorded = recorded;
  }

  /**
   * Checks that a repository may be empty.
   *
   * @param missing tells whether there is still no content: another server of the same folder may
   *     have written the first commit meanwhile
   * @throws ApiException 503 if the content is missing
   */
  void requireNone(long id, Condition missing) throws IOException {
    if (missing.holds() && recorded.test(id) && missing.holds()) {
      long last = lastLog.get();
      long now = System.nanoTime();
      if (now - last >= PAUSE && lastLog.compareAndSet(last, now)) {
        LOG.error(
            "Repository {} has commits according to the database, but none in this server's data folder. Check that the disk is mounted, and that --data is the folder that all servers of this database share. `atrium doctor` lists all such repositories",
            id);
      }
      throw ApiException.unavailable(
          "The content of this repository is missing on this server. Its log tells the administrator more.",
          RETRY_AFTER);
    }
  }

  static boolean hasNoBranch(Repository repository) throws IOException {
    return repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).isEmpty();
  }

  /** A look at the disk. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }
}
