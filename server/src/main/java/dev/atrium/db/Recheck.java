// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import dev.atrium.error.DecideAgain;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The check that a request's caller is still the one who was decided on, made inside the request's
 * first write. It costs a query only if the directory has changed since. It is bound to the
 * request's thread, and goes with the write to the thread that carries it out.
 */
public final class Recheck {
  private static final ScopedValue<Recheck> CURRENT = ScopedValue.newInstance();

  private final long directory;
  private final Predicate<Handle> holds;
  private volatile boolean isDone;

  /**
   * @param directory the directory's version under which the caller was found
   * @param holds tells whether the same caller would be found now
   */
  public Recheck(long directory, Predicate<Handle> holds) {
    this.directory = directory;
    this.holds = holds;
  }

  /** Returns the check of the request under way; it always holds where there is none. */
  static Recheck current() {
    return CURRENT.isBound() ? CURRENT.get() : none();
  }

  private static Recheck none() {
    Recheck none = new Recheck(0, handle -> true);
    none.done();
    return none;
  }

  /** Runs the request's work, whose first write is checked. */
  public <T> T call(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /** Tells whether a write must be checked: later ones follow from the first. */
  public boolean isDue() {
    return !isDone;
  }

  /** Tells whether the directory, which has this version now, has changed since the decision. */
  boolean isStale(long version) {
    return version != directory;
  }

  /**
   * Checks the caller.
   *
   * @throws DecideAgain if another caller would be found, or none
   */
  void check(Handle handle) {
    if (!holds.test(handle)) {
      throw new DecideAgain();
    }
  }

  /** Notes that the first write is committed, after which the request cannot be repeated. */
  void done() {
    isDone = true;
  }

  /**
   * Notes that the request under way, if any, has written something that is not in the database: it
   * was decided on there, and cannot be repeated.
   */
  public static void written() {
    current().done();
  }

  /**
   * Checks the caller of the request under way, if any, for a write that is not in the database.
   *
   * @throws DecideAgain if another caller would be found, or none
   */
  public static void now(Database database) {
    Recheck recheck = current();
    if (recheck.isDue() && recheck.isStale(database.versions().current(0).directory())) {
      database.read(handle -> {
        recheck.check(handle);
        return true;
      });
    }
  }
}
