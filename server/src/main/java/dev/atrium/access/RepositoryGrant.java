// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.error.ApiException;
import java.util.List;

/**
 * Proof that a caller was authorised on one repository. Only {@link RepositoryGrants} makes one.
 */
public final class RepositoryGrant {
  private final Caller caller;
  private final RepositoryFacts repository;
  private final RepositoryRole role;

  RepositoryGrant(Caller caller, RepositoryFacts repository, RepositoryRole role) {
    this.caller = caller;
    this.repository = repository;
    this.role = role;
  }

  public Caller caller() {
    return caller;
  }

  public RepositoryFacts repository() {
    return repository;
  }

  /** Returns all of the decision that an answer depends on, to be compared with another one. */
  public Object grounds() {
    return List.of(caller, repository.id(), role);
  }

  /** Returns the role on the content: NONE for a site admin who may only manage settings. */
  public RepositoryRole role() {
    return role;
  }

  /**
   * Refuses writes to an archived repository.
   *
   * @throws ApiException 403 if it is archived
   */
  public void requireNotArchived() {
    if (repository.archived()) {
      throw ApiException.forbidden("Repository was archived so is read-only.");
    }
  }

  /** Returns whether the caller may set labels and assignees. */
  public boolean triages() {
    return role.atLeast(RepositoryRole.TRIAGE);
  }

  /**
   * Requires the author of something, or at least the triage role, which may change what others
   * wrote.
   *
   * @throws ApiException 403 for everybody else, and if the repository is archived
   */
  public void requireAuthorOrTriage(long authorId) {
    requireNotArchived();
    if (authorId != caller.id() && !triages()) {
      throw ApiException.forbidden(
          "You need the triage role on this repository to change what somebody else wrote; you have %s."
              .formatted(role.roleName()));
    }
  }
}
