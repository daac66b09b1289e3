// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The one predicate of lists of repositories: which of them the caller may read, in SQL. */
public final class VisibleRepositories {
  private static final String VISIBLE =
      "(" + RepositoryAccess.READABLE + ") AND (:reaches_private OR NOT repository.private)";

  private static final String OF_TEAMS =
      RepositoryAccess.TEAMS
          + """
          , above (root, id) AS (
            SELECT id, id FROM team WHERE id IN (<ids>)
            UNION
            SELECT above.root, team.parent_id FROM team JOIN above ON team.id = above.id
            WHERE team.parent_id IS NOT NULL
          )
          SELECT above.root, count(DISTINCT repository.id) AS how_many
          FROM above JOIN team_repository ON team_repository.team_id = above.id
          JOIN repository ON repository.id = team_repository.repository_id
          WHERE %s GROUP BY above.root
          """
              .formatted(VISIBLE);

  private VisibleRepositories() {}

  /** A way in which somebody has access to a repository. */
  public enum Affiliation {
    OWNER("repository.owner_id = :caller_id"),
    COLLABORATOR(
        """
        EXISTS (SELECT 1 FROM repository_collaborator
          WHERE repository_collaborator.repository_id = repository.id
            AND repository_collaborator.user_id = :caller_id)
        """),
    ORGANIZATION_MEMBER(
        """
        EXISTS (SELECT 1 FROM membership
          WHERE membership.org_id = repository.owner_id AND membership.user_id = :caller_id)
        """);

    private final String condition;

    Affiliation(String condition) {
      this.condition = condition;
    }
  }

  /** The sort key of a list. */
  public enum Sort {
    CREATED("repository.created_at"),
    UPDATED("repository.updated_at"),
    PUSHED("coalesce(repository.pushed_at, repository.created_at)"),
    FULL_NAME("account.login_key || '/' || repository.name_key");

    private final String expression;

    Sort(String expression) {
      this.expression = expression;
    }
  }

  /**
   * The filter and the order of a list.
   *
   * @param ownerId 0 for any owner
   * @param isPrivate null for both
   * @param since the latest update must be after it, in seconds since 1970; null for any
   * @param before the latest update must be before it; null for any
   * @param affiliations the affiliations of which one must hold; empty for all repositories that
   *     the caller may read
   */
  public record Wanted(
      long ownerId,
      @Nullable Boolean isPrivate,
      @Nullable Long since,
      @Nullable Long before,
      Set<Affiliation> affiliations,
      Sort sort,
      boolean ascending) {
    public Wanted {
      affiliations = Set.copyOf(affiliations);
    }

    /** Returns the filter with these bounds of the latest update. */
    public Wanted updated(@Nullable Long after, @Nullable Long until) {
      return new Wanted(ownerId, isPrivate, after, until, affiliations, sort, ascending);
    }

    /** Returns the filter for an owner's private repositories. */
    public static Wanted privateOnes(long ownerId) {
      return new Wanted(ownerId, true, null, null, Set.of(), Sort.FULL_NAME, true);
    }
  }

  /** Returns the ids of one page, in the list's order. */
  public static List<Long> page(
      Handle handle, Caller caller, Wanted wanted, int limit, long offset) {
    String direction = wanted.ascending() ? " ASC" : " DESC";
    String order =
        " ORDER BY "
            + wanted.sort().expression
            + direction
            + ", repository.id"
            + direction
            + " LIMIT :limit OFFSET :offset";
    return bind(handle.createQuery(sql("repository.id", wanted) + order), caller, wanted)
        .bind("limit", limit)
        .bind("offset", offset)
        .mapTo(Long.class)
        .list();
  }

  /** Counts the repositories that match. */
  public static long count(Handle handle, Caller caller, Wanted wanted) {
    return bind(handle.createQuery(sql("count(*)", wanted)), caller, wanted)
        .mapTo(Long.class)
        .one();
  }

  /**
   * Counts the repositories that each team has access to, directly or by inheritance, and that the
   * caller may read; teams with none are absent. It counts only readable ones because a caller may
   * see a team without seeing all of its repositories.
   */
  public static Map<Long, Long> countOfTeams(
      Handle handle, Caller caller, Collection<Long> teamIds) {
    if (teamIds.isEmpty()) {
      return Map.of();
    }
    Query query =
        handle
            .createQuery(OF_TEAMS)
            .bindList("ids", List.copyOf(teamIds))
            .bind("caller_id", caller.id())
            .bind("reaches_private", RepositoryAccess.reachesPrivate(caller));
    return RepositoryAccess.bindToken(query, caller)
        .map((row, context) -> Map.entry(row.getLong("root"), row.getLong("how_many")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String sql(String columns, Wanted wanted) {
    StringBuilder sql =
        new StringBuilder(RepositoryAccess.TEAMS)
            .append("SELECT ")
            .append(columns)
            .append(" FROM repository JOIN account ON account.id = repository.owner_id WHERE ")
            .append(VISIBLE);
    if (wanted.ownerId() != 0) {
      sql.append(" AND repository.owner_id = :owner_id");
    }
    if (wanted.isPrivate() != null) {
      sql.append(" AND repository.private = :private");
    }
    if (wanted.since() != null) {
      sql.append(" AND repository.updated_at > :since");
    }
    if (wanted.before() != null) {
      sql.append(" AND repository.updated_at < :before");
    }
    if (!wanted.affiliations().isEmpty()) {
      List<String> conditions =
          wanted.affiliations().stream().map(affiliation -> affiliation.condition).toList();
      sql.append(" AND (").append(String.join(" OR ", conditions)).append(")");
    }
    return sql.toString();
  }

  private static Query bind(Query query, Caller caller, Wanted wanted) {
    RepositoryAccess.bindToken(query, caller)
        .bind("caller_id", caller.id())
        .bind("reaches_private", RepositoryAccess.reachesPrivate(caller));
    if (wanted.ownerId() != 0) {
      query.bind("owner_id", wanted.ownerId());
    }
    if (wanted.isPrivate() != null) {
      query.bind("private", wanted.isPrivate());
    }
    if (wanted.since() != null) {
      query.bind("since", wanted.since());
    }
    if (wanted.before() != null) {
      query.bind("before", wanted.before());
    }
    return query;
  }
}
