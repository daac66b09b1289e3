// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * The facts of a repository that decisions look at, and that its paths and answers need.
 *
 * @param name the name as it was given, with its case
 * @param defaultBranch the branch that is used if a request names none
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

  /** Returns {@code owner/name}, with the case that both were given in. */
  public String fullName() {
    return ownerLogin + "/" + name;
  }
}
