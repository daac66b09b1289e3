// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import org.jdbi.v3.core.Handle;

/** The SQL of the repositories that tokens were given. */
final class TokenRepositoryStore {
  private TokenRepositoryStore() {}

  /** Returns whether all selected repositories belong to the token's resource owner. */
  static boolean ownsRepositories(Handle handle, NewToken token) {
    return token.repositoryIds().isEmpty()
        || handle
                .createQuery(
                    "SELECT count(*) FROM repository WHERE owner_id = :owner_id AND id IN (<ids>)")
                .bind("owner_id", token.resourceOwnerId())
                .bindList("ids", token.repositoryIds())
                .mapTo(Long.class)
                .one()
            == token.repositoryIds().size();
  }

  /** Removes a repository from the selection of all tokens. */
  static void removeRepository(Handle handle, long repositoryId) {
    handle
        .createUpdate("DELETE FROM token_repository WHERE repository_id = :id")
        .bind("id", repositoryId)
        .execute();
  }
}
