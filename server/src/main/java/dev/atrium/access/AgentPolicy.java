// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Database;
import dev.atrium.error.ApiException;
import org.jdbi.v3.core.Handle;

/**
 * The policy that decides whether a coding agent may have a repository's content (behaviour §7). It
 * binds the tokens of an app that is registered as a coding agent, both its installations' and its
 * users'. They get only what the repository's organization enables.
 */
public final class AgentPolicy {
  /**
   * The policy as a condition on rows of {@code repository} and its owner's {@code account}. A
   * user's repositories are always enabled, because {@code all} is the default of an account.
   */
  static final String ENABLES =
      """
      (account.agent_policy = 'all' OR (account.agent_policy = 'selected' AND EXISTS (
        SELECT 1 FROM agent_repository WHERE agent_repository.repository_id = repository.id
          AND agent_repository.owner_id = repository.owner_id)))
      """;

  private AgentPolicy() {}

  /** Tells whether the policy applies to this caller. */
  public static boolean binds(Caller caller) {
    return caller.codingAgent();
  }

  /**
   * Refuses a coding agent the content of a repository that is not enabled for it.
   *
   * @param fullName the name of a repository that the caller may see
   * @throws ApiException 403 if it is not enabled, saying what is withheld, why, and who can change
   *     it
   */
  public static void check(Handle handle, Caller caller, long repositoryId, String fullName) {
    if (!lets(handle, caller, repositoryId)) {
      throw ApiException.forbidden(
          "Resource not accessible by integration: the coding agent is not enabled for %s. An owner of its organization can enable it in the coding agent permissions."
              .formatted(fullName));
    }
  }

  /** Checks the policy for an operation on a repository, if it gives content. */
  static void check(Database database, RepositoryGrant grant, Permission permission) {
    Caller caller = grant.caller();
    RepositoryFacts repository = grant.repository();
    if (permission.ofContent() && binds(caller)) {
      database.read(handle -> {
        check(handle, caller, repository.id(), repository.fullName());
        return true;
      });
    }
  }

  static boolean lets(Handle handle, Caller caller, long repositoryId) {
    return !binds(caller) || enables(handle, repositoryId);
  }

  private static boolean enables(Handle handle, long repositoryId) {
    return handle
        .createQuery(
            "SELECT "
                + ENABLES
                + " FROM repository JOIN account ON account.id = repository.owner_id WHERE repository.id = :id")
        .bind("id", repositoryId)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }
}
