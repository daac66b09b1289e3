// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.Caller;
import dev.atrium.access.RepositoryRole;
import dev.atrium.error.ApiException;

/**
 * A repository that a caller was let at, with the role they have on it. Only {@link Repositories}
 * makes one, so that a forgotten check does not compile.
 */
public final class RepositoryGrant {
  private final Caller caller;
  private final Repository repository;
  private final RepositoryRole role;

  RepositoryGrant(Caller caller, Repository repository, RepositoryRole role) {
    this.caller = caller;
    this.repository = repository;
    this.role = role;
  }

  public Caller caller() {
    return caller;
  }

  public Repository repository() {
    return repository;
  }

  /** What the caller may do with the content; none for a site admin who is let at settings only. */
  public RepositoryRole role() {
    return role;
  }

  /**
   * Refuses writes to what is archived.
   *
   * @throws ApiException 403
   */
  public void requireNotArchived() {
    if (repository.archived()) {
      throw ApiException.forbidden("Repository was archived so is read-only.");
    }
  }
}
