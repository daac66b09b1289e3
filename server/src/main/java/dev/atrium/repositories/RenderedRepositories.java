// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.access.Authenticated;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryRole;
import dev.atrium.db.Database;
import dev.atrium.db.Versions.Stamp;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import dev.atrium.error.ApiException;
import dev.atrium.http.Body;
import dev.atrium.http.Urls;
import java.util.Map;

/**
 * The answers of repositories, rendered. One is served again while the versions that it was read
 * under are current, to everybody with the same role.
 */
final class RenderedRepositories {
  private static final long KEPT_BYTES = 8L * 1024 * 1024;

  private final Database database;
  private final Urls urls;
  private final Cache<Key, Kept> rendered =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .<Key, Kept>weigher((key, kept) -> kept.answer().bytes().length)
          .build();

  RenderedRepositories(Database database, Urls urls) {
    this.database = database;
    this.urls = urls;
  }

  /** Returns GitHub's {@code full-repository}. */
  Body get(Authenticated authenticated, RepositoryGrant grant) {
    long id = grant.repository().id();
    Key key = new Key(id, grant.role());
    // A site admin without a role of the grant may still have one, which no key tells.
    boolean keeps =
        authenticated.subject().repositoryId() == id && grant.role() != RepositoryRole.NONE;
    Kept kept = keeps ? rendered.getIfPresent(key) : null;
    if (kept != null && kept.stamp().equals(authenticated.stamp())) {
      return kept.answer();
    }
    Body answer = Body.json(RepositoryJson.full(read(grant), urls));
    if (keeps && answer instanceof Body.Bytes bytes) {
      rendered.put(key, new Kept(authenticated.stamp(), bytes));
    }
    return answer;
  }

  /** Reads by single statements, which save the round trips of a transaction. */
  private RepositoryView read(RepositoryGrant grant) {
    long id = grant.repository().id();
    Map.Entry<Repository, Long> found =
        database
            .select(handle -> RepositoryStore.withOpenIssues(handle, id))
            .orElseThrow(ApiException::notFound);
    Account owner =
        database
            .select(handle -> Accounts.byId(handle, found.getKey().ownerId()))
            .orElseThrow(ApiException::notFound);
    RepositoryRole role =
        grant.role() == RepositoryRole.NONE
            ? database.select(handle -> RepositoryAccess.role(handle, grant.caller(), id))
            : grant.role();
    return new RepositoryView(found.getKey(), owner, role, found.getValue());
  }

  private record Key(long repositoryId, RepositoryRole role) {}

  private record Kept(Stamp stamp, Body.Bytes answer) {}
}
