// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import dev.atrium.db.Ids;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of the repositories that tokens were given. */
final class TokenRepositoryStore {
  private TokenRepositoryStore() {}

  /** Returns whether all selected repositories belong to the token's resource owner. */
  static boolean ownsRepositories(Handle handle, NewToken token) {
    long owned = 0;
    for (List<Long> ids : Ids.in(token.repositoryIds())) {
      owned +=
          handle
              .createQuery(
                  "SELECT count(*) FROM repository WHERE owner_id = :owner_id AND id IN (<ids>)")
              .bind("owner_id", token.resourceOwnerId())
              .bindList("ids", ids)
              .mapTo(Long.class)
              .one();
    }
    return owned == token.repositoryIds().size();
  }

  /** Removes a repository from the selection of all tokens. */
  static void removeRepository(Handle handle, long repositoryId) {
    handle
        .createUpdate("DELETE FROM token_repository WHERE repository_id = :id")
        .bind("id", repositoryId)
        .execute();
  }
}
