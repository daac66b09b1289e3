// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The {@code repository} and {@code repository_redirect} tables. */
final class RepositoryStore {
  private static final String SELECT =
      """
      SELECT repository.id, repository.owner_id, account.login, account.kind, repository.name,
        repository.description, repository.homepage, repository.private, repository.archived,
        repository.default_branch, repository.created_at, repository.updated_at, repository.pushed_at,
        repository.topics, repository.size
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
              row.getObject("pushed_at") == null ? null : row.getLong("pushed_at"),
              Topics.split(row.getString("topics")),
              row.getObject("size") == null ? null : row.getLong("size"));

  /** Selects how many issues and pull requests of a row of {@code repository} are open. */
  private static final String OPEN_ISSUES =
      """
      (SELECT count(*) FROM issue WHERE issue.repository_id = repository.id AND issue.state = 'open')
      """;

  private RepositoryStore() {}

  /** Returns the form in which names are compared. */
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

  /**
   * Returns a repository and the number of its open issues and pull requests, with one statement.
   */
  static Optional<Map.Entry<Repository, Long>> withOpenIssues(Handle handle, long id) {
    return handle
        .createQuery(
            SELECT.replace(
                    "FROM repository", ", " + OPEN_ISSUES + " AS open_issues FROM repository")
                + " WHERE repository.id = :id")
        .bind("id", id)
        .map((row, context) -> Map.entry(REPOSITORY.map(row, context), row.getLong("open_issues")))
        .findOne();
  }

  /** Returns those of the repositories that exist, by id. */
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

  /** Inserts a repository and returns its id; empty if the owner already has one with the name. */
  static Optional<Long> insert(Handle handle, long ownerId, NewRepository wanted, long now) {
    return handle
        .createQuery(
            """
            INSERT INTO repository (owner_id, name, name_key, description, homepage, private, archived, default_branch,
              next_issue_number, created_at, updated_at, size)
            VALUES (:owner_id, :name, :key, :description, :homepage, :private, FALSE, :default_branch, 1, :now, :now, 0)
            ON CONFLICT (owner_id, name_key) DO NOTHING
            RETURNING id
            """)
        .bind("owner_id", ownerId)
        .bind("name", wanted.name())
        .bind("key", key(wanted.name()))
        .bind("description", wanted.description())
        .bind("homepage", wanted.homepage())
        .bind("private", wanted.isPrivate())
        .bind("default_branch", Repository.FIRST_BRANCH)
        .bind("now", now)
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * Writes all fields that can change; returns false and changes nothing if another repository of
   * the owner has the name.
   */
  static boolean update(Handle handle, Repository repository) {
    return handle
            .createUpdate(
                """
                UPDATE repository SET name = :name, name_key = :key, description = :description, homepage = :homepage,
                  private = :private, archived = :archived, default_branch = :default_branch, updated_at = :updated_at
                WHERE id = :id AND NOT EXISTS (SELECT 1 FROM repository other
                  WHERE other.owner_id = :owner_id AND other.name_key = :key AND other.id <> :id)
                """)
            .bind("id", repository.id())
            .bind("owner_id", repository.ownerId())
            .bind("name", repository.name())
            .bind("key", key(repository.name()))
            .bind("description", repository.description())
            .bind("homepage", repository.homepage())
            .bind("private", repository.isPrivate())
            .bind("archived", repository.archived())
            .bind("default_branch", repository.defaultBranch())
            .bind("updated_at", repository.updatedAt())
            .execute()
        == 1;
  }

  /**
   * Records that objects of so many bytes came, and takes the next version.
   *
   * @return whether the size of the whole is known; empty if the repository does not exist any more
   */
  static Optional<Boolean> push(Handle handle, long id, long bytes, long now) {
    return handle
        .createQuery(
            """
            UPDATE repository SET pushed_at = :now, size = size + :bytes, version = version + 1 WHERE id = :id
            RETURNING CASE WHEN size IS NULL THEN 0 ELSE 1 END
            """)
        .bind("id", id)
        .bind("bytes", bytes)
        .bind("now", now)
        .mapTo(Integer.class)
        .findOne()
        .map(known -> known == 1);
  }

  static void setSize(Handle handle, long id, long bytes) {
    handle
        .createUpdate("UPDATE repository SET size = :bytes, version = version + 1 WHERE id = :id")
        .bind("id", id)
        .bind("bytes", bytes)
        .execute();
  }

  static void setDefaultBranch(Handle handle, long id, String branch) {
    handle
        .createUpdate("UPDATE repository SET default_branch = :branch WHERE id = :id")
        .bind("id", id)
        .bind("branch", branch)
        .execute();
  }

  static void setTopics(Handle handle, long id, List<String> topics, long now) {
    handle
        .createUpdate("UPDATE repository SET topics = :topics, updated_at = :now WHERE id = :id")
        .bind("id", id)
        .bind("topics", String.join(" ", topics))
        .bind("now", now)
        .execute();
  }

  static void delete(Handle handle, long id) {
    handle.createUpdate("DELETE FROM repository WHERE id = :id").bind("id", id).execute();
  }

  /** Redirects requests for the name to the repository. */
  static void redirect(Handle handle, String owner, String name, long id) {
    handle
        .createUpdate(
            """
            INSERT INTO repository_redirect (owner_key, name_key, repository_id) VALUES (:owner, :name, :id)
            ON CONFLICT (owner_key, name_key) DO UPDATE SET repository_id = excluded.repository_id
            """)
        .bind("owner", key(owner))
        .bind("name", key(name))
        .bind("id", id)
        .execute();
  }

  /**
   * Removes the redirect of a name that comes into use. The name must not lead elsewhere, even
   * after the repository that now has it is gone.
   */
  static void endRedirect(Handle handle, long ownerId, String name) {
    handle
        .createUpdate(
            """
            DELETE FROM repository_redirect WHERE name_key = :name
              AND owner_key = (SELECT login_key FROM account WHERE id = :owner_id)
            """)
        .bind("owner_id", ownerId)
        .bind("name", key(name))
        .execute();
  }

  /**
   * Returns the number of open issues and pull requests by repository; repositories without any are
   * absent.
   */
  static Map<Long, Long> openIssues(Handle handle, Collection<Long> ids) {
    return ids.isEmpty()
        ? Map.of()
        : handle
            .createQuery(
                """
                SELECT repository_id, count(*) AS how_many FROM issue
                WHERE repository_id IN (<ids>) AND state = 'open' GROUP BY repository_id
                """)
            .bindList("ids", List.copyOf(ids))
            .map((row, context) -> Map.entry(row.getLong("repository_id"), row.getLong("how_many")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Tells whether a repository exists and has commits, according to its row. */
  static boolean hasCommits(Handle handle, long id) {
    return handle
        .createQuery("SELECT 1 FROM repository WHERE id = :id AND pushed_at IS NOT NULL")
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Returns the ids of all repositories that have commits, according to their rows. */
  static List<Long> withCommits(Handle handle) {
    return handle
        .createQuery("SELECT id FROM repository WHERE pushed_at IS NOT NULL ORDER BY id")
        .mapTo(Long.class)
        .list();
  }

  /** Makes a repository one that never had a commit. */
  static void setEmpty(Handle handle, long id) {
    handle
        .createUpdate(
            "UPDATE repository SET pushed_at = NULL, version = version + 1, size = 0 WHERE id = :id")
        .bind("id", id)
        .execute();
  }

  /** Tells whether there is any repository. */
  static boolean any(Handle handle) {
    return handle
        .createQuery("SELECT 1 FROM repository LIMIT 1")
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Returns those of the ids that belong to a repository. */
  static Set<Long> existing(Handle handle, Collection<Long> ids) {
    return ids.isEmpty()
        ? Set.of()
        : handle
            .createQuery("SELECT id FROM repository WHERE id IN (<ids>)")
            .bindList("ids", List.copyOf(ids))
            .mapTo(Long.class)
            .set();
  }

  /**
   * Keeps the present names of an account's repositories as redirects, before the account is
   * renamed. Their names under the new login lead nowhere else from then on.
   */
  static void redirectAllOf(Handle handle, long ownerId, String newLogin) {
    handle
        .createUpdate(
            """
            INSERT INTO repository_redirect (owner_key, name_key, repository_id)
            SELECT account.login_key, repository.name_key, repository.id
            FROM repository JOIN account ON account.id = repository.owner_id WHERE account.id = :id
            ON CONFLICT (owner_key, name_key) DO UPDATE SET repository_id = excluded.repository_id
            """)
        .bind("id", ownerId)
        .execute();
    handle
        .createUpdate(
            """
            DELETE FROM repository_redirect WHERE owner_key = :owner
              AND name_key IN (SELECT name_key FROM repository WHERE owner_id = :id)
            """)
        .bind("owner", key(newLogin))
        .bind("id", ownerId)
        .execute();
  }

  static List<Long> idsOf(Handle handle, long ownerId) {
    return handle
        .createQuery("SELECT id FROM repository WHERE owner_id = :id")
        .bind("id", ownerId)
        .mapTo(Long.class)
        .list();
  }
}
