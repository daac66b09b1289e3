// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a job, for display.
 *
 * @param due when it runs next; for a running job, when it was due
 * @param attempts the number of attempts since it was enqueued or last succeeded
 * @param error why the last attempt failed
 * @param progress the progress of the current run, or of the last one
 */
public record JobStatus(
    String kind,
    String key,
    State state,
    Instant due,
    int attempts,
    @Nullable String error,
    Progress progress) {

  /** The states of a job. */
  public enum State {
    WAITING,
    RUNNING,
    GIVEN_UP
  }
}
