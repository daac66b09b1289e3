// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

/**
 * Tells in what version the directory and a space are, for a request that starts now: at least the
 * version of every write that was acknowledged before. What was read under a version may be used
 * again while the version stands.
 */
public interface Versions {

  /** The versions of the directory and of the space with that id; of no space when it is 0. */
  Stamp current(long spaceId);

  /**
   * Both versions, read at one moment.
   *
   * @param space 0 when no space was asked for
   */
  record Stamp(long directory, long space) {}
}
