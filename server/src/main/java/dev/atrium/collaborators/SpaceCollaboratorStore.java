// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.collaborators;

import dev.atrium.access.Role;
import dev.atrium.collaborators.Collaborator.Actor;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The {@code space_collaborator} table. */
final class SpaceCollaboratorStore {
  private static final String ACTOR = "(user_id = :user_id OR team_id = :team_id)";

  private static final RowMapper<Collaborator> COLLABORATOR =
      (row, context) -> {
        long user = row.getLong("user_id");
        Actor actor = row.wasNull() ? new Actor.Team(row.getLong("team_id")) : new Actor.User(user);
        return new Collaborator(actor, Role.of(row.getString("role")).orElseThrow());
      };

  private SpaceCollaboratorStore() {}

  /** Returns the collaborators in the order in which they were added. */
  static List<Collaborator> list(Handle handle, long spaceId) {
    return handle
        .createQuery(
            "SELECT user_id, team_id, role FROM space_collaborator WHERE space_id = :space_id ORDER BY id")
        .bind("space_id", spaceId)
        .map(COLLABORATOR)
        .list();
  }

  static Optional<Collaborator> find(Handle handle, long spaceId, Actor actor) {
    return bind(
            handle.createQuery(
                "SELECT user_id, team_id, role FROM space_collaborator WHERE space_id = :space_id AND "
                    + ACTOR),
            spaceId,
            actor)
        .map(COLLABORATOR)
        .findOne();
  }

  /** Adds a collaborator; returns false if the actor already is one. */
  static boolean insert(Handle handle, long spaceId, Actor actor, Role role) {
    return bind(
                handle.createUpdate(
                    """
                    INSERT INTO space_collaborator (space_id, owner_id, number, user_id, team_id, role)
                    SELECT id, owner_id, number, CAST(:user_id AS BIGINT), CAST(:team_id AS BIGINT), :role
                    FROM space WHERE id = :space_id
                    ON CONFLICT DO NOTHING
                    """),
                spaceId,
                actor)
            .bind("role", role.wire())
            .execute()
        == 1;
  }

  static void update(Handle handle, long spaceId, Actor actor, Role role) {
    bind(
            handle.createUpdate(
                "UPDATE space_collaborator SET role = :role WHERE space_id = :space_id AND "
                    + ACTOR),
            spaceId,
            actor)
        .bind("role", role.wire())
        .execute();
  }

  static void delete(Handle handle, long spaceId, Actor actor) {
    bind(
            handle.createUpdate(
                "DELETE FROM space_collaborator WHERE space_id = :space_id AND " + ACTOR),
            spaceId,
            actor)
        .execute();
  }

  /** Removes a user from all spaces of an organization. */
  static void deleteOfUser(Handle handle, long ownerId, long userId) {
    handle
        .createUpdate(
            "DELETE FROM space_collaborator WHERE owner_id = :owner_id AND user_id = :user_id")
        .bind("owner_id", ownerId)
        .bind("user_id", userId)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, long spaceId, Actor actor) {
    @Nullable Long user = actor instanceof Actor.User it ? it.id() : null;
    @Nullable Long team = actor instanceof Actor.Team it ? it.id() : null;
    return statement.bind("space_id", spaceId).bind("user_id", user).bind("team_id", team);
  }
}
