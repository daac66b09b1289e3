// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

/**
 * The current versions of the directory and of a space or a repository, for a request that starts
 * now. They are at least as new as every write that was acknowledged before. What was read under a
 * version may be reused while that version is current.
 */
public interface Versions {
  /** The directory's version as an expression of SQL, of the same snapshot as its statement. */
  String DIRECTORY = "(SELECT version FROM directory_version)";

  /** Returns the versions of the directory and of the space with this id; 0 stands for no space. */
  Stamp current(long spaceId);

  /** Returns the versions of the directory and of the repository with this id. */
  Stamp ofRepository(long id);

  /**
   * Both versions, read at the same moment.
   *
   * @param subject that of the space or repository; 0 if none was asked for
   */
  record Stamp(long directory, long subject) {}
}
