// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.Query;

/**
 * The one predicate of lists of spaces: which of an owner's spaces the caller sees. It is decided
 * in SQL, so that a page costs the same however long the list is. Each way of seeing a space is a
 * branch that walks an index by number and stops at the page's end. A space may be in several.
 */
final class SpaceBranches {
  /** The limit above which one branch covers all teams, since SQLite takes 500 branches at most. */
  private static final int MOST_TEAMS = 100;

  /** The number of branches up to which each is walked to the page's end at once. */
  private static final int FEW = 4;

  private static final int LEAST_STEP = 8;

  private final OwnerGrant grant;
  private final boolean ascending;
  private final List<String> branches;

  SpaceBranches(OwnerGrant grant, boolean ascending) {
    this.grant = grant;
    this.ascending = ascending;
    this.branches = grant.administers() ? List.of(branch("space", "")) : ways();
  }

  int size() {
    return branches.size();
  }

  /**
   * Returns how many numbers of each branch the first round reads. Reading a whole page of every
   * branch would mostly read far too much.
   */
  int step(int limit) {
    return size() > FEW ? Math.min(limit, Math.max(LEAST_STEP, 2 * limit / size())) : limit;
  }

  /** Selects the next numbers of each branch, each with its branch. */
  String found(String limit) {
    return IntStream.range(0, size())
        .mapToObj(i ->
            "SELECT number, %d AS branch FROM (%s LIMIT %s) found"
                .formatted(i, branches.get(i), limit))
        .collect(Collectors.joining(" UNION ALL "));
  }

  /** Returns the clause that sorts numbers in the order of the walk. */
  String order() {
    return " ORDER BY number " + (ascending ? "ASC" : "DESC");
  }

  /** Binds the parameters of {@link #found}, except for a limit. */
  void bind(Query query, long from) {
    query.bind("owner_id", grant.owner().id()).bind("from", from);
    if (grant.administers()) {
      return;
    }
    query.bind("caller_id", grant.caller().id());
    List<Long> teams = grant.teamIds();
    if (teams.size() > MOST_TEAMS) {
      query.bindList("teams", teams);
    } else {
      IntStream.range(0, teams.size()).forEach(i -> query.bind("team" + i, teams.get(i)));
    }
  }

  private List<String> ways() {
    List<String> ways = new ArrayList<>();
    ways.add(branch("space", " AND base_role <> 'no_access'"));
    if (grant.owner().isOrganization()) {
      ways.add(branch("space", " AND creator_id = :caller_id AND NOT creator_left"));
    }
    ways.add(branch("space_collaborator", " AND user_id = :caller_id"));
    if (grant.teamIds().size() > MOST_TEAMS) {
      ways.add(branch("space_collaborator", " AND team_id IN (<teams>)"));
    } else {
      IntStream.range(0, grant.teamIds().size())
          .mapToObj(i -> branch("space_collaborator", " AND team_id = :team" + i))
          .forEach(ways::add);
    }
    return ways;
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
}
