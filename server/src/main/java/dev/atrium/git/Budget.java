// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.work.Deadline;

/**
 * What one comparison of two commits may still cost, in steps. A step takes a few nanoseconds: one
 * comparison of two lines, or one byte that is read. The same comparison always costs the same, so
 * its answer does not depend on how busy the server is.
 */
final class Budget {
  /** All steps of a comparison: about two seconds. */
  private static final long MOST = 400_000_000;

  /** How many steps are taken between two looks at the deadline. */
  private static final long LOOK = 100_000;

  private final Deadline deadline;
  private long left;
  private long unchecked;

  Budget(Deadline deadline) {
    this(deadline, MOST);
  }

  Budget(Deadline deadline, long most) {
    this.deadline = deadline;
    this.left = most;
  }

  /** Takes steps. Returns false if there are not enough left; then none is left afterwards. */
  boolean spend(long steps) {
    unchecked += steps;
    if (unchecked >= LOOK) {
      unchecked = 0;
      deadline.check();
    }
    left = Math.max(-1, left - steps);
    return left >= 0;
  }
}
