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
 * @param size the bytes of the objects on disk; null if they were not measured yet
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
    List<String> topics,
    @Nullable Long size) {
  public Repository {
    topics = List.copyOf(topics);
  }

  /** Name of the default branch until another one is set. */
  static final String FIRST_BRANCH = "main";

  /** Returns {@code owner/name}, in the case in which both were given. */
  public String fullName() {
    return ownerLogin + "/" + name;
  }

  /**
   * Returns the value of GitHub's {@code size} field, in kilobytes. Clients read 0 as a repository
   * without contents, so one with contents has at least 1.
   */
  long kilobytes() {
    long bytes = size == null ? 0 : size;
    return pushedAt == null ? 0 : Math.max(1, (bytes + 1023) / 1024);
  }

  /** Returns the value of GitHub's {@code visibility} field. */
  public String visibility() {
    return isPrivate ? "private" : "public";
  }
}
