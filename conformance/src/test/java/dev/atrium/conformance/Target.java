// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

/** A server that is driven. */
interface Target extends AutoCloseable {
  /** The URL that the paths of operations are under, without a slash at its end. */
  String url();

  /** The token of a site admin. */
  String adminToken();

  /**
   * Makes a branch of a repository by another way than GitHub's operation, at the commit of {@code
   * main}.
   *
   * @return whether there is such a way
   */
  boolean branch(long repositoryId, String name);

  @Override
  void close();
}
