// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import org.jspecify.annotations.Nullable;

/**
 * A repository, as the database knows it; its content is git's.
 *
 * @param createdAt seconds since 1970
 * @param pushedAt seconds since 1970; null before the first commit
 */
public record Repository(
    long id,
    long ownerId,
    String ownerLogin,
    boolean ownedByOrganization,
    String name,
    @Nullable String description,
    @Nullable String homepage,
    boolean isPrivate,
    boolean archived,
    String defaultBranch,
    long createdAt,
    long updatedAt,
    @Nullable Long pushedAt) {
  /** What the default branch is called until somebody says otherwise. */
  static final String FIRST_BRANCH = "main";

  /** {@code owner/name}, as both were given. */
  public String fullName() {
    return ownerLogin + "/" + name;
  }

  /** As {@code visibility} gives it. */
  public String visibility() {
    return isPrivate ? "private" : "public";
  }
}
