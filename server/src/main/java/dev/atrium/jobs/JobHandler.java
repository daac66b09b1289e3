// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import java.time.Duration;
import java.util.Optional;

/**
 * A kind of job and the work that it takes: what a feature hands to the runner.
 *
 * @param recurrence when the kind's only job recurs; nothing for jobs that are enqueued
 */
public record JobHandler(JobKind kind, Work work, Optional<Recurrence> recurrence) {

  /** Makes the handler of jobs that are enqueued. */
  public static JobHandler of(JobKind kind, Work work) {
    return new JobHandler(kind, work, Optional.empty());
  }

  /**
   * Makes the handler of a job that recurs: on one of the servers at a time, and again a period
   * after it ended well. A restart does not bring it forward.
   *
   * @param input the setting that the work depends on: a server with another one runs it at once
   */
  public static JobHandler every(Duration period, String input, JobKind kind, Work work) {
    return new JobHandler(kind, work, Optional.of(new Recurrence(period, input)));
  }

  /** When a job recurs, and by what setting. */
  public record Recurrence(Duration period, String input) {}
}
