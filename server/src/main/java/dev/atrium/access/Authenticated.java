// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Recheck;
import dev.atrium.db.Versions.Stamp;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * A caller with the versions under which their token was found valid. Decisions of the same request
 * may use the same versions.
 *
 * @param subject what the version in the stamp belongs to
 * @param recheck the check that the request's first write makes
 */
public record Authenticated(Caller caller, Stamp stamp, PathSubject subject, Recheck recheck) {
  /**
   * @param holds tells, in a later write, whether the same caller would be found
   */
  public Authenticated(Caller caller, Stamp stamp, PathSubject subject, Predicate<Handle> holds) {
    this(caller, stamp, subject, new Recheck(stamp.directory(), holds));
  }

  /** Runs the request's handler, whose first write is checked. */
  public <T> T call(Supplier<T> handler) {
    return recheck.call(handler);
  }

  /** Tells whether the request's first write is committed. */
  public boolean hasWritten() {
    return !recheck.isDue();
  }
}
