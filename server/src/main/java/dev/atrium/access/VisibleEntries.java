// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The one predicate of the audit log. Of an organization's log its owners read all; but a token of
 * permissions is told of no space that it does not see, and of no repository that it may not read:
 * neither by their own operations nor by what happened to them. Of what is gone it is told when it
 * was the owner's and the token has all of that.
 */
public final class VisibleEntries {
  private static final String BY_TOKEN =
      """
      (repository_id IS NULL
        OR EXISTS (SELECT 1 FROM repository WHERE repository.id = audit_entry.repository_id AND (%s))
        OR (:all_repositories AND NOT EXISTS (
          SELECT 1 FROM repository WHERE repository.id = audit_entry.repository_id)))
      AND (space_id IS NULL
        OR EXISTS (SELECT 1 FROM space WHERE space.id = audit_entry.space_id AND %s))
      """
          .formatted(RepositoryAccess.READABLE, RepositoryAccess.SOURCES_READABLE);

  private static final VisibleEntries ALL = new VisibleEntries(null);

  /** Whose token hides some; null where none are hidden. */
  private final @Nullable Caller token;

  private VisibleEntries(@Nullable Caller token) {
    this.token = token;
  }

  /** Of an owner's log, with the grant to read it. */
  public static VisibleEntries of(OwnerGrant grant) {
    return grant.caller().kind().scoped() ? ALL : new VisibleEntries(grant.caller());
  }

  /** All of them, for whoever administers the site. */
  public static VisibleEntries all() {
    return ALL;
  }

  /** What comes before {@code SELECT}. */
  public String with() {
    return token == null ? "" : RepositoryAccess.TEAMS;
  }

  /** A condition on rows of {@code audit_entry}, behind {@link #with}. */
  public String condition() {
    return token == null ? "TRUE" : "(" + BY_TOKEN + ")";
  }

  /** Binds what both have. */
  public void bind(Query query) {
    if (token != null) {
      RepositoryAccess.bindToken(query, token).bind("caller_id", token.id());
    }
  }
}
