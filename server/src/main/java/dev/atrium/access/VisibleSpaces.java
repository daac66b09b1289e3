// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The one predicate of lists: which spaces of an owner the caller sees, decided in SQL so that a
 * page costs the same however long the list is. Each way of seeing a space is a branch that walks
 * an index by number and stops at the page's end.
 */
public final class VisibleSpaces {
  /** No unscoped token sees a space that names a repository it, or its person, may not read. */
  private static final String READABLE_BY_TOKEN =
      RepositoryAccess.TEAMS
          + """
          SELECT number FROM space WHERE owner_id = :owner_id AND number IN (<numbers>)
            AND NOT EXISTS (SELECT 1 FROM space_resource JOIN repository ON repository.id = space_resource.repository_id
              WHERE space_resource.space_id = space.id AND NOT (%s))
          """
              .formatted(RepositoryAccess.READABLE);

  /** With more teams than these, one branch has them all: SQLite takes 500 branches at most. */
  private static final int MOST_TEAMS = 100;

  /** A walk past spaces that the token does not reach takes longer steps, up to this many. */
  private static final int LONGEST_STEP = 1_000;

  private final Handle handle;
  private final OwnerGrant grant;
  private final boolean ascending;

  private VisibleSpaces(Handle handle, OwnerGrant grant, boolean ascending) {
    this.handle = handle;
    this.grant = grant;
    this.ascending = ascending;
  }

  /**
   * A page of the numbers of the spaces that the caller sees, in the order of the walk.
   *
   * @param from the number that the page begins behind
   * @param ascending whether it walks towards higher numbers
   */
  public static List<Long> page(
      Handle handle, OwnerGrant grant, long from, boolean ascending, int limit) {
    VisibleSpaces spaces = new VisibleSpaces(handle, grant, ascending);
    return grant.caller().kind().scoped()
        ? spaces.walk(from, limit)
        : spaces.walkByToken(from, limit);
  }

  /** What the person sees, in steps, without what their token does not reach. */
  private List<Long> walkByToken(long from, int limit) {
    List<Long> page = new ArrayList<>();
    long at = from;
    boolean more = true;
    for (int step = limit; more && page.size() < limit; step = Math.min(LONGEST_STEP, 2 * step)) {
      List<Long> walked = walk(at, step);
      Set<Long> readable = walked.isEmpty() ? Set.of() : readableByToken(walked);
      walked.stream().filter(readable::contains).forEach(page::add);
      more = walked.size() == step;
      at = more ? walked.getLast() : at;
    }
    return page.size() > limit ? page.subList(0, limit) : page;
  }

  private Set<Long> readableByToken(List<Long> numbers) {
    Query query =
        handle
            .createQuery(READABLE_BY_TOKEN)
            .bind("owner_id", grant.owner().id())
            .bind("caller_id", grant.caller().id())
            .bindList("numbers", numbers);
    return RepositoryAccess.bindToken(query, grant.caller()).mapTo(Long.class).set();
  }

  private List<Long> walk(long from, int limit) {
    List<Long> teams = grant.teamIds();
    Query query =
        handle
            .createQuery(sql())
            .bind("owner_id", grant.owner().id())
            .bind("from", from)
            .bind("limit", limit);
    if (!grant.administers()) {
      query.bind("caller_id", grant.caller().id());
      if (teams.size() > MOST_TEAMS) {
        query.bindList("teams", teams);
      } else {
        IntStream.range(0, teams.size()).forEach(i -> query.bind("team" + i, teams.get(i)));
      }
    }
    return query.mapTo(Long.class).list();
  }

  private String sql() {
    List<String> branches = branches();
    return branches.size() == 1
        ? branches.getFirst()
        : branches.stream()
            .map(branch -> "SELECT number FROM (" + branch + ") branch")
            .collect(Collectors.joining(" UNION ", "SELECT number FROM (", ") seen" + order()));
  }

  /** One for each way of seeing a space; of several ways to one space, UNION keeps one. */
  private List<String> branches() {
    if (grant.administers()) {
      return List.of(branch("space", ""));
    }
    List<String> branches = new ArrayList<>();
    branches.add(branch("space", " AND base_role <> 'no_access'"));
    if (grant.owner().isOrganization()) {
      branches.add(branch("space", " AND creator_id = :caller_id AND NOT creator_left"));
    }
    branches.add(branch("space_collaborator", " AND user_id = :caller_id"));
    if (grant.teamIds().size() > MOST_TEAMS) {
      branches.add(branch("space_collaborator", " AND team_id IN (<teams>)"));
    } else {
      IntStream.range(0, grant.teamIds().size())
          .mapToObj(i -> branch("space_collaborator", " AND team_id = :team" + i))
          .forEach(branches::add);
    }
    return branches;
  }

  private String branch(String table, String condition) {
    return "SELECT number FROM "
        + table
        + " WHERE owner_id = :owner_id"
        + condition
        + " AND number "
        + (ascending ? ">" : "<")
        + " :from"
        + order();
  }

  private String order() {
    return " ORDER BY number " + (ascending ? "ASC" : "DESC") + " LIMIT :limit";
  }
}
