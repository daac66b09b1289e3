// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The queries for the facts of repositories, one statement each. */
final class RepositoryFactsStore {
  private static final String SELECT =
      """
      SELECT repository.id, repository.owner_id, account.login, account.kind, repository.name,
        repository.private, repository.archived, repository.default_branch
      FROM repository JOIN account ON account.id = repository.owner_id
      """;

  private static final RowMapper<RepositoryFacts> FACTS =
      (row, context) ->
          new RepositoryFacts(
              row.getLong("id"),
              row.getLong("owner_id"),
              row.getString("login"),
              row.getString("kind").equals("Organization"),
              row.getString("name"),
              row.getBoolean("private"),
              row.getBoolean("archived"),
              row.getString("default_branch"));

  private RepositoryFactsStore() {}

  static Optional<RepositoryFacts> byName(Handle handle, String owner, String name) {
    return handle
        .createQuery(SELECT + " WHERE account.login_key = :owner AND repository.name_key = :name")
        .bind("owner", owner.toLowerCase(Locale.ROOT))
        .bind("name", name.toLowerCase(Locale.ROOT))
        .map(FACTS)
        .findOne();
  }

  static Optional<RepositoryFacts> byId(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " WHERE repository.id = :id")
        .bind("id", id)
        .map(FACTS)
        .findOne();
  }

  /** Finds the repository that used to have this name. */
  static Optional<RepositoryFacts> byFormerName(Handle handle, String owner, String name) {
    return handle
        .createQuery(
            SELECT
                + """
                JOIN repository_redirect ON repository_redirect.repository_id = repository.id
                WHERE repository_redirect.owner_key = :owner AND repository_redirect.name_key = :name
                """)
        .bind("owner", owner.toLowerCase(Locale.ROOT))
        .bind("name", name.toLowerCase(Locale.ROOT))
        .map(FACTS)
        .findOne();
  }
}
