// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

/**
 * The part of an entry's INSERT that copies names. It selects names only for the ids that the event
 * has: one join of all tables took SQLite three times as long to plan and run.
 *
 * <p>It copies only names that the readers of the log may know. An organization's owners may know
 * its spaces, its repositories, and all public repositories.
 */
final class EntryNames {
  private static final String OWNER =
      """
      (SELECT id FROM account WHERE id = $o), (SELECT login FROM account WHERE id = $o),
      coalesce((SELECT kind = 'Organization' FROM account WHERE id = $o), FALSE)
      """;
  private static final String USER =
      """
      (SELECT id FROM account WHERE id = :user_id), (SELECT login FROM account WHERE id = :user_id)
      """;
  private static final String TEAM =
      """
      :team_id, (SELECT account.login || '/' || team.slug
        FROM team JOIN account ON account.id = team.org_id WHERE team.id = :team_id)
      """;
  private static final String REPOSITORY =
      """
      (SELECT id FROM repository WHERE id = :repository_id AND (owner_id = $o OR NOT private)),
      (SELECT account.login || '/' || repository.name
        FROM repository JOIN account ON account.id = repository.owner_id
        WHERE repository.id = :repository_id AND (repository.owner_id = $o OR NOT repository.private)),
      (SELECT NOT private FROM repository WHERE id = :repository_id AND (owner_id = $o OR NOT private))
      """;
  private static final String SPACE =
      """
      :space_id, (SELECT number FROM space WHERE id = :space_id),
      (SELECT space.name FROM space JOIN account ON account.id = space.owner_id
        WHERE space.id = :space_id AND account.kind = 'Organization')
      """;

  private EntryNames() {}

  /** Returns the SQL for {@code owner_id}, {@code owner} and {@code organization}. */
  static String owner(AuditEvent event) {
    String id = ownerId(event);
    return id.equals("NULL") ? "NULL, NULL, FALSE" : OWNER.replace("$o", id);
  }

  /** Returns the SQL for the columns from {@code user_id} to {@code space_name}. */
  static String targets(AuditEvent event) {
    return String.join(
        ", ",
        event.userId() == null ? "NULL, NULL" : USER,
        event.teamId() == null ? "NULL, NULL" : TEAM,
        event.repositoryId() == null
            ? "NULL, NULL, NULL"
            : REPOSITORY.replace("$o", ownerId(event)),
        event.spaceId() == null ? "NULL, NULL, NULL" : SPACE);
  }

  /** Replaces the parameters in the SQL with the columns of a row. */
  static String ofColumns(String sql, String row) {
    return sql.replace(":", row + ".");
  }

  /** Returns the SQL for the id of the owner whose log the entry belongs to. */
  private static String ownerId(AuditEvent event) {
    if (event.ownerId() != null) {
      return ":owner_id";
    }
    if (event.spaceId() != null) {
      return "(SELECT owner_id FROM space WHERE id = :space_id)";
    }
    if (event.teamId() != null) {
      return "(SELECT org_id FROM team WHERE id = :team_id)";
    }
    return event.repositoryId() == null
        ? "NULL"
        : "(SELECT owner_id FROM repository WHERE id = :repository_id)";
  }
}
