// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as pages show it.
 *
 * @param due when it runs next; of one that runs, when it was due
 * @param attempts since it was enqueued or last ended well
 * @param error why the last attempt failed
 * @param progress of the run under way, or of the last one
 */
public record JobStatus(
    String kind,
    String key,
    State state,
    Instant due,
    int attempts,
    @Nullable String error,
    Progress progress) {

  /** Where it stands. */
  public enum State {
    WAITING,
    RUNNING,
    GIVEN_UP
  }
}
