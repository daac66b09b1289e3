// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

/** The work of a kind of job. */
@FunctionalInterface
public interface Work {
  /**
   * Does a job. It may be done more than once, as after a kill, so a second run must do no harm.
   *
   * @return what becomes of the job
   * @throws Exception when it failed; it is tried again after the kind's back-off
   */
  Outcome run(JobRun run) throws Exception;
}
