// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The queries for the facts of repositories, one statement each. */
final class RepositoryFactsStore {
  private static final String COLUMNS =
      """
      repository.id, repository.owner_id, account.login, account.kind, repository.name,
      repository.private, repository.archived, repository.default_branch
      """;

  private static final String FROM =
      " FROM repository JOIN account ON account.id = repository.owner_id ";

  private static final String SELECT = "SELECT " + COLUMNS + FROM;

  /** Selects by the present name, and by a former one; the present one goes first. */
  private static final String BY_ANY_NAME =
      """
      SELECT %1$s, 0 AS former %2$s WHERE account.login_key = :owner AND repository.name_key = :name
      UNION ALL
      SELECT %1$s, 1 AS former %2$s
      JOIN repository_redirect ON repository_redirect.repository_id = repository.id
      WHERE repository_redirect.owner_key = :owner AND repository_redirect.name_key = :name
      ORDER BY former LIMIT 1
      """
          .formatted(COLUMNS, FROM);

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

  /** Finds the repository that has this name, or else the one that used to have it. */
  static Optional<Named> byAnyName(Handle handle, String owner, String name) {
    return handle
        .createQuery(BY_ANY_NAME)
        .bind("owner", owner.toLowerCase(Locale.ROOT))
        .bind("name", name.toLowerCase(Locale.ROOT))
        .map((row, context) -> new Named(FACTS.map(row, context), row.getInt("former") == 1))
        .findOne();
  }

  /**
   * A repository that a name led to.
   *
   * @param former whether it has another name now
   */
  record Named(RepositoryFacts facts, boolean former) {}
}
