// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import org.jdbi.v3.core.statement.Query;

/**
 * A page of an owner's spaces that the caller sees, as the beginning of one statement. So a list is
 * one round trip, without a transaction around it. Seldom one statement cannot tell the whole page;
 * {@link VisibleSpaces} then walks to it.
 *
 * @param from the number after which the page begins
 * @param ascending whether the walk goes towards higher numbers
 * @param limit how many spaces are found: one more than are shown, to tell whether there are more
 */
public record VisiblePage(OwnerGrant grant, long from, boolean ascending, int limit) {

  /**
   * Returns the {@code WITH} clause, which more tables may follow. Its last one, {@code page}, has
   * the numbers. The limits are part of the text: a plan for any limit would expect a tenth of all
   * spaces.
   */
  public String with() {
    SpaceBranches branches = branches();
    int step = branches.step(limit);
    String found =
        (byToken() ? RepositoryAccess.TEAMS + ", " : "WITH ")
            + "found (number, branch) AS (%s)".formatted(branches.found(Integer.toString(step)));
    String page = "page (number) AS (SELECT DISTINCT number FROM found%s%s LIMIT %d)";
    return step == limit
        ? found + ", " + page.formatted("", branches.order(), limit)
        : found
            + ", "
            + end(step)
            + ", "
            + page.formatted(
                " WHERE number %s coalesce((SELECT number FROM reached), number)"
                    .formatted(ascending ? "<=" : ">="),
                branches.order(),
                limit);
  }

  /**
   * Returns the table of the number up to which all branches were read: the first end among the
   * branches that may have more. It is null if no branch has more.
   */
  private String end(int step) {
    return "reached (number) AS (SELECT %s(number) FROM (SELECT %s(number) AS number FROM found GROUP BY branch HAVING count(*) = %d) ends)"
        .formatted(ascending ? "min" : "max", ascending ? "max" : "min", step);
  }

  /**
   * Returns two columns for a row of {@code space}: whether the token reaches it, and whether the
   * page may go on after what was read.
   */
  public String columns() {
    return "%s AS readable, %s AS goes_on"
        .formatted(
            byToken() ? "(" + RepositoryAccess.SOURCES_READABLE + ")" : "TRUE",
            branches().step(limit) == limit
                ? "FALSE"
                : "((SELECT number FROM reached) IS NOT NULL)");
  }

  /** Binds the parameters of both. */
  public void bind(Query query) {
    branches().bind(query, from);
    if (byToken()) {
      RepositoryAccess.bindToken(query.bind("caller_id", grant.caller().id()), grant.caller());
    }
  }

  /** Whether the caller is to know how many spaces are left out, which takes a walk. */
  public boolean counts() {
    return LeftOutSpaces.isTold(grant.caller());
  }

  private boolean byToken() {
    return !grant.caller().kind().scoped();
  }

  private SpaceBranches branches() {
    return new SpaceBranches(grant, ascending);
  }
}
