// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

/** The platform threads that virtual threads run on. */
public final class Carriers {
  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

  private Carriers() {}

  /**
   * Asks for at least two carriers, unless the system property says how many there shall be. The
   * JDK makes one for each processor. A carrier first runs the threads that it woke itself. On a
   * single one under load, a thread that another one wakes would wait for seconds: a write, for
   * one, which the database's writer wakes after the commit.
   *
   * <p>Must be called before the first virtual thread starts.
   */
  public static void atLeastTwo() {
    if (Runtime.getRuntime().availableProcessors() == 1
        && System.getProperty(PARALLELISM) == null) {
      System.setProperty(PARALLELISM, "2");
    }
  }
}
