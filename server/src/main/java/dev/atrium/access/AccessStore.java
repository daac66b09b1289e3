// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.error.ReferenceGone;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The queries for the facts that decisions look at, one statement each. */
final class AccessStore {
  private static final RowMapper<Owner> OWNER =
      (row, context) ->
          new Owner(
              row.getLong("id"),
              row.getString("login"),
              row.getString("kind").equals("Organization"));

  private static final String FACTS =
      """
      id, owner_id, number, base_role, version,
      CASE WHEN creator_left THEN 0 ELSE creator_id END AS administering_creator_id
      """;

  private static final RowMapper<SpaceFacts> SPACE =
      (row, context) ->
          new SpaceFacts(
              row.getLong("id"),
              row.getLong("owner_id"),
              row.getLong("number"),
              Role.of(row.getString("base_role")).orElseThrow(),
              row.getLong("administering_creator_id"),
              row.getLong("version"),
              row.getBoolean("has_sources"));

  private AccessStore() {}

  static Optional<Owner> owner(Handle handle, OwnerRef ref) {
    String kind = ref.organization() ? "Organization" : "User";
    return switch (ref) {
      case OwnerRef.ByLogin byLogin ->
          handle
              .createQuery(
                  "SELECT id, login, kind FROM account WHERE login_key = :key AND kind = :kind")
              .bind("key", byLogin.login().toLowerCase(Locale.ROOT))
              .bind("kind", kind)
              .map(OWNER)
              .findOne();
      case OwnerRef.ById byId ->
          handle
              .createQuery("SELECT id, login, kind FROM account WHERE id = :id AND kind = :kind")
              .bind("id", byId.id())
              .bind("kind", kind)
              .map(OWNER)
              .findOne();
    };
  }

  /** Returns {@code member} or {@code admin}, or empty if the user is neither. */
  static Optional<String> membership(Handle handle, long orgId, long userId) {
    return handle
        .createQuery("SELECT role FROM membership WHERE org_id = :org_id AND user_id = :user_id")
        .bind("org_id", orgId)
        .bind("user_id", userId)
        .mapTo(String.class)
        .findOne();
  }

  /**
   * Returns what {@link #membership} does and locks the row, so that the membership cannot end
   * before this write does.
   */
  static Optional<String> heldMembership(Handle handle, long orgId, long userId) {
    return handle
        .createQuery(
            """
            UPDATE membership SET role = role WHERE org_id = :org_id AND user_id = :user_id RETURNING role
            """)
        .bind("org_id", orgId)
        .bind("user_id", userId)
        .mapTo(String.class)
        .findOne();
  }

  static boolean membersCanCreateRepositories(Handle handle, long orgId) {
    return handle
        .createQuery("SELECT members_can_create_repositories FROM account WHERE id = :id")
        .bind("id", orgId)
        .mapTo(Boolean.class)
        .findOne()
        .orElseThrow(ReferenceGone::new);
  }

  static Optional<Long> spaceId(Handle handle, long ownerId, long number) {
    return handle
        .createQuery("SELECT id FROM space WHERE owner_id = :owner_id AND number = :number")
        .bind("owner_id", ownerId)
        .bind("number", number)
        .mapTo(Long.class)
        .findOne();
  }

  static Optional<SpaceFacts> space(Handle handle, long id) {
    return handle
        .createQuery(
            """
            SELECT %s, EXISTS (SELECT 1 FROM space_resource
              WHERE space_resource.space_id = space.id AND repository_id IS NOT NULL) AS has_sources
            FROM space WHERE id = :id
            """
                .formatted(FACTS))
        .bind("id", id)
        .map(SPACE)
        .findOne();
  }

  /** Returns the space's version, or empty if the space is gone. */
  static Optional<Long> version(Handle handle, long spaceId) {
    return handle
        .createQuery("SELECT version FROM space WHERE id = :id")
        .bind("id", spaceId)
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * Takes the space's next version and with it the right to write: a second writer waits here. The
   * statement reads no other table, because it may have seen their state from before that wait.
   */
  static Optional<SpaceFacts> takeVersion(Handle handle, long spaceId, long now) {
    return handle
        .createQuery(
            """
            UPDATE space SET version = version + 1, updated_at = :now WHERE id = :id
            RETURNING %s, TRUE AS has_sources
            """
                .formatted(FACTS))
        .bind("id", spaceId)
        .bind("now", now)
        .map(SPACE)
        .findOne();
  }

  /**
   * Returns the highest role that was granted to the user, to one of their teams, or to a team
   * above one of these.
   */
  static Role granted(Handle handle, long spaceId, long userId) {
    return handle
        .createQuery(
            RepositoryAccess.TEAMS
                + """
                SELECT role FROM space_collaborator WHERE space_id = :space_id AND user_id = :caller_id
                UNION
                SELECT role FROM space_collaborator
                WHERE space_id = :space_id AND team_id IN (SELECT id FROM caller_team)
                """)
        .bind("space_id", spaceId)
        .bind("caller_id", userId)
        .map((row, context) -> Role.of(row.getString("role")).orElseThrow())
        .stream()
        .reduce(Role.NO_ACCESS, Role::or);
  }

  /** Returns the user's teams in the organization and all teams above them. */
  static List<Long> teams(Handle handle, long orgId, long userId) {
    return handle
        .createQuery(
            RepositoryAccess.TEAMS
                + "SELECT team.id FROM team JOIN caller_team ON caller_team.id = team.id WHERE team.org_id = :org_id ORDER BY team.id")
        .bind("caller_id", userId)
        .bind("org_id", orgId)
        .mapTo(Long.class)
        .list();
  }
}
