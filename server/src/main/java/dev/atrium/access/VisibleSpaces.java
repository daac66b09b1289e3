// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The one predicate of lists: which spaces of an owner the caller sees, decided in SQL so that a
 * page costs the same however long the list is. Each way of seeing a space is a branch that walks
 * an index by number and stops at the page's end.
 */
public final class VisibleSpaces {
  /** No unscoped token sees a space that names a repository it, or its person, may not read. */
  private static final String NAMES_NO_UNREADABLE =
      """
       AND NOT EXISTS (SELECT 1 FROM space_resource JOIN repository ON repository.id = space_resource.repository_id
         WHERE space_resource.space_id = space.id AND NOT (%s))
      """
          .formatted(RepositoryAccess.READABLE);

  /** With more teams than these, one branch has them all: SQLite takes 500 branches at most. */
  private static final int MOST_TEAMS = 100;

  private VisibleSpaces() {}

  /**
   * A page of the numbers of the spaces that the caller sees, in the order of the walk.
   *
   * @param from the number that the page begins behind
   * @param ascending whether it walks towards higher numbers
   */
  public static List<Long> page(
      Handle handle, OwnerGrant grant, long from, boolean ascending, int limit) {
    Caller caller = grant.caller();
    String tokens = caller.kind().scoped() ? "" : NAMES_NO_UNREADABLE;
    String walk =
        (ascending ? " AND %1$s.number > :from" : " AND %1$s.number < :from")
            + tokens.replace("%", "%%")
            + " ORDER BY %1$s.number "
            + (ascending ? "ASC" : "DESC")
            + " LIMIT :limit";
    List<String> branches = branches(grant, walk);
    String sql =
        branches.size() == 1
            ? branches.getFirst()
            : branches.stream()
                .map(branch -> "SELECT number FROM (" + branch + ") branch")
                .collect(
                    Collectors.joining(
                        " UNION ",
                        "SELECT number FROM (",
                        ") seen ORDER BY number "
                            + (ascending ? "ASC" : "DESC")
                            + " LIMIT :limit"));
    Query query =
        handle
            .createQuery(tokens.isEmpty() ? sql : RepositoryAccess.TEAMS + sql)
            .bind("owner_id", grant.owner().id())
            .bind("from", from)
            .bind("limit", limit);
    if (!grant.administers() || !tokens.isEmpty()) {
      query.bind("caller_id", caller.id());
    }
    return (tokens.isEmpty() ? query : RepositoryAccess.bindToken(query, caller))
        .mapTo(Long.class)
        .list();
  }

  /** One for each way of seeing a space; of several ways to one space, UNION keeps one. */
  private static List<String> branches(OwnerGrant grant, String walk) {
    List<String> branches = new ArrayList<>();
    if (grant.administers()) {
      branches.add(spaces("", walk));
      return branches;
    }
    branches.add(spaces(" AND space.base_role <> 'no_access'", walk));
    if (grant.owner().isOrganization()) {
      branches.add(spaces(" AND space.creator_id = :caller_id AND NOT space.creator_left", walk));
    }
    branches.add(granted("user_id = :caller_id", walk));
    List<Long> teams = grant.teamIds();
    if (teams.size() > MOST_TEAMS) {
      branches.add(granted("team_id IN (" + numbers(teams) + ")", walk));
    } else {
      teams.forEach(team -> branches.add(granted("team_id = " + team, walk)));
    }
    return branches;
  }

  private static String spaces(String condition, String walk) {
    return "SELECT space.number AS number FROM space WHERE space.owner_id = :owner_id"
        + condition
        + walk.formatted("space");
  }

  private static String granted(String condition, String walk) {
    return "SELECT space_collaborator.number AS number FROM space_collaborator JOIN space ON space.id ="
        + " space_collaborator.space_id WHERE space_collaborator.owner_id = :owner_id AND"
        + " space_collaborator."
        + condition
        + walk.formatted("space_collaborator");
  }

  private static String numbers(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
