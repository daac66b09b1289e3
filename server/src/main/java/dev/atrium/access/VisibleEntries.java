// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The one predicate of the audit log. Owners read all of their organization's log. An unscoped
 * token sees no entry on a space that it does not see, nor on a repository that it may not read,
 * whoever acted. It sees entries on a deleted repository only if it reaches all of the owner's
 * repositories, and none on a deleted space. Refusals that name neither are shown only to such a
 * token: they may be of a repository by a former name, where none at all would be logged if it did
 * not exist.
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
      AND (:all_repositories OR action <> 'access.refused'
        OR repository_id IS NOT NULL OR space_id IS NOT NULL)
      """
          .formatted(RepositoryAccess.READABLE, RepositoryAccess.SOURCES_READABLE);

  private static final VisibleEntries ALL = new VisibleEntries(null);

  /** The caller whose token hides some entries; null if none are hidden. */
  private final @Nullable Caller token;

  private VisibleEntries(@Nullable Caller token) {
    this.token = token;
  }

  /** Returns the predicate for an owner's log, given the grant to read it. */
  public static VisibleEntries of(OwnerGrant grant) {
    return grant.caller().kind().scoped() ? ALL : new VisibleEntries(grant.caller());
  }

  /** Returns the predicate that hides nothing, for site admins. */
  public static VisibleEntries all() {
    return ALL;
  }

  /** Returns the {@code WITH} clause that must come before {@code SELECT}. */
  public String with() {
    return token == null ? "" : RepositoryAccess.TEAMS;
  }

  /** Returns the condition on rows of {@code audit_entry}; it needs {@link #with}. */
  public String condition() {
    return token == null ? "TRUE" : "(" + BY_TOKEN + ")";
  }

  /** Binds the parameters of both clauses. */
  public void bind(Query query) {
    if (token != null) {
      RepositoryAccess.bindToken(query, token).bind("caller_id", token.id());
    }
  }
}
