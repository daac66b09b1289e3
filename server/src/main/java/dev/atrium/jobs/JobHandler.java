// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import java.time.Duration;
import java.util.Optional;

/**
 * A kind of job with its work, as a feature registers it with the runner.
 *
 * @param recurrence the period of the kind's single recurring job; empty for jobs that are enqueued
 */
public record JobHandler(JobKind kind, Work work, Optional<Recurrence> recurrence) {

  /** Makes the handler of jobs that are enqueued. */
  public static JobHandler of(JobKind kind, Work work) {
    return new JobHandler(kind, work, Optional.empty());
  }

  /**
   * Makes the handler of a recurring job. It runs on one server at a time, and again one period
   * after it succeeded. A restart does not make it run earlier.
   *
   * @param input the setting that the work depends on; a server that starts with a different value
   *     makes the job due at once
   */
  public static JobHandler every(Duration period, String input, JobKind kind, Work work) {
    return new JobHandler(kind, work, Optional.of(new Recurrence(period, input)));
  }

  /** The period of a recurring job, and the setting that its work depends on. */
  public record Recurrence(Duration period, String input) {}
}
