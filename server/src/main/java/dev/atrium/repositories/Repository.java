// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A repository's row in the database; git holds its content.
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
    @Nullable Long pushedAt,
    List<String> topics) {
  public Repository {
    topics = List.copyOf(topics);
  }

  /** Name of the default branch until another one is set. */
  static final String FIRST_BRANCH = "main";

  /** Returns {@code owner/name}, in the case in which both were given. */
  public String fullName() {
    return ownerLogin + "/" + name;
  }

  /** Returns the value of GitHub's {@code visibility} field. */
  public String visibility() {
    return isPrivate ? "private" : "public";
  }
}
