// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

/** How often a test repeats itself: bounded by default, in full with {@code -Datrium.long=true}. */
public final class Counts {
  private static final boolean LONG = Boolean.getBoolean("atrium.long");

  private Counts() {}

  public static int of(int shortRun, int full) {
    return LONG ? full : shortRun;
  }
}
