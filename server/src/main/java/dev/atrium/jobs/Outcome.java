// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

import java.time.Instant;

/** What becomes of a job after its work returned. Work that failed throws instead. */
public sealed interface Outcome {
  Outcome DONE = new Done();

  /** It is done: its row goes, or moves on to the next time where the job recurs. */
  record Done() implements Outcome {}

  /** It is due again, which is no failure: there is more to do, or it was too early. */
  record Again(Instant due) implements Outcome {}

  /** Trying again is of no use: the row stays, for people to see, until it is enqueued anew. */
  record GivenUp(String why) implements Outcome {}
}
