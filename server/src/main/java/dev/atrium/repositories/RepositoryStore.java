// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The repository table, and the names that redirect into it. */
final class RepositoryStore {
  private static final String SELECT =
      """
      SELECT repository.id, repository.owner_id, account.login, account.kind, repository.name,
        repository.description, repository.homepage, repository.private, repository.archived,
        repository.default_branch, repository.created_at, repository.updated_at, repository.pushed_at
      FROM repository JOIN account ON account.id = repository.owner_id
      """;

  private static final RowMapper<Repository> REPOSITORY =
      (row, context) ->
          new Repository(
              row.getLong("id"),
              row.getLong("owner_id"),
              row.getString("login"),
              row.getString("kind").equals("Organization"),
              row.getString("name"),
              row.getString("description"),
              row.getString("homepage"),
              row.getBoolean("private"),
              row.getBoolean("archived"),
              row.getString("default_branch"),
              row.getLong("created_at"),
              row.getLong("updated_at"),
              row.getObject("pushed_at") == null ? null : row.getLong("pushed_at"));

  private RepositoryStore() {}

  /** The form by which names are compared. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static Optional<Repository> byName(Handle handle, String owner, String name) {
    return handle
        .createQuery(SELECT + " WHERE account.login_key = :owner AND repository.name_key = :name")
        .bind("owner", key(owner))
        .bind("name", key(name))
        .map(REPOSITORY)
        .findOne();
  }

  static Optional<Repository> byId(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " WHERE repository.id = :id")
        .bind("id", id)
        .map(REPOSITORY)
        .findOne();
  }

  /** Those that exist, by id. */
  static Map<Long, Repository> byIds(Handle handle, Collection<Long> ids) {
    return ids.isEmpty()
        ? Map.of()
        : handle
            .createQuery(SELECT + " WHERE repository.id IN (<ids>)")
            .bindList("ids", List.copyOf(ids))
            .map(REPOSITORY)
            .stream()
            .collect(Collectors.toMap(Repository::id, Function.identity()));
  }

  /** The repository that had the name before. */
  static Optional<Repository> byFormerName(Handle handle, String owner, String name) {
    return handle
        .createQuery(
            SELECT
                + """
                JOIN repository_redirect ON repository_redirect.repository_id = repository.id
                WHERE repository_redirect.owner_key = :owner AND repository_redirect.name_key = :name
                """)
        .bind("owner", key(owner))
        .bind("name", key(name))
        .map(REPOSITORY)
        .findOne();
  }
}
