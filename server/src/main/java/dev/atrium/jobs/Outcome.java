// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import java.time.Instant;

/** The result of a job whose work returned. Work that fails throws instead. */
public sealed interface Outcome {
  Outcome DONE = new Done();

  /** The job is done: its row is deleted, or due a period later if the job recurs. */
  record Done() implements Outcome {}

  /** The job is due again. This is not a failure: there is more to do, or it was too early. */
  record Again(Instant due) implements Outcome {}

  /** Another attempt is useless. The row stays visible until the job is enqueued again. */
  record GivenUp(String why) implements Outcome {}
}
