// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import dev.atrium.error.ApiException;
import java.time.Duration;

/**
 * The end of one piece of work: a time, or earlier if nobody waits for the result any more. Work
 * asks it often enough to end soon after.
 */
public final class Deadline {
  /** The seconds after which a client may ask again. */
  private static final int RETRY_AFTER = 10;

  private final long end;
  private volatile boolean stopped;

  Deadline(long end) {
    this.end = end;
  }

  /** Returns the end of work that nobody waits for. */
  public static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Makes {@link #check} fail from now on. */
  void stop() {
    stopped = true;
  }

  /** Tells whether the work is to end. */
  public boolean isOver() {
    return stopped || System.nanoTime() - end > 0;
  }

  /**
   * Ends the work if its time is over.
   *
   * @throws ApiException 503 if it is
   */
  public void check() {
    if (isOver()) {
      throw ApiException.unavailable("This took too long. Try again later.", RETRY_AFTER);
    }
  }
}
