// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.List;
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
        (ascending ? " AND space.number > :from" : " AND space.number < :from")
            + tokens
            + " ORDER BY space.number "
            + (ascending ? "ASC" : "DESC")
            + " LIMIT :limit";
    String sql =
        grant.administers()
            ? branch("", walk)
            : "SELECT number FROM (SELECT number FROM (%s) a UNION SELECT number FROM (%s) b) c ORDER BY number %s LIMIT :limit"
                .formatted(
                    branch(" AND space.base_role <> 'no_access'", walk),
                    branch(
                        grant.owner().isOrganization()
                            ? " AND space.creator_id = :caller_id"
                            : " AND 1 = 0",
                        walk),
                    ascending ? "ASC" : "DESC");
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

  private static String branch(String condition, String walk) {
    return "SELECT space.number AS number FROM space WHERE space.owner_id = :owner_id"
        + condition
        + walk;
  }
}
