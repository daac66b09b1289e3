// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * The facts of a repository that decisions look at, and that its paths and answers need.
 *
 * @param name as it was given
 * @param defaultBranch the branch that stands for the repository where none is named
 */
public record RepositoryFacts(
    long id,
    long ownerId,
    String ownerLogin,
    boolean ownedByOrganization,
    String name,
    boolean isPrivate,
    boolean archived,
    String defaultBranch) {

  /** Returns {@code owner/name}, as both were given. */
  public String fullName() {
    return ownerLogin + "/" + name;
  }
}
