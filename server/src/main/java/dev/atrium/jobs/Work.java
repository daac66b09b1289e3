// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

/** The work of a kind of job. */
@FunctionalInterface
public interface Work {
  /**
   * Does a job. It may run more than once, for example after a kill, so it must be idempotent.
   *
   * @return the result, which decides whether the job runs again
   * @throws Exception if it failed; the job is tried again after the kind's back-off
   */
  Outcome run(JobRun run) throws Exception;
}
