// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The {@code space} table. */
final class SpaceStore {
  static final String COLUMNS =
      """
      id, owner_id, number, name, description, general_instructions, base_role, creator_id, created_at, updated_at
      """;

  /** The columns with the table's name before each. */
  static final String QUALIFIED = "space." + COLUMNS.strip().replace(", ", ", space.");

  private static final RowMapper<Space> SPACE = (row, context) -> space(row);

  private SpaceStore() {}

  static Space space(ResultSet row) throws SQLException {
    return new Space(
        row.getLong("id"),
        row.getLong("owner_id"),
        row.getLong("number"),
        row.getString("name"),
        row.getString("description"),
        row.getString("general_instructions"),
        Role.of(row.getString("base_role")).orElseThrow(),
        row.getLong("creator_id"),
        row.getLong("created_at"),
        row.getLong("updated_at"));
  }

  static Optional<Space> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM space WHERE id = :id")
        .bind("id", id)
        .map(SPACE)
        .findOne();
  }

  static List<Space> byNumbers(Handle handle, long ownerId, Collection<Long> numbers) {
    return numbers.isEmpty()
        ? List.of()
        : handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM space WHERE owner_id = :owner_id AND number IN (<numbers>) ORDER BY number")
            .bind("owner_id", ownerId)
            .bindList("numbers", List.copyOf(numbers))
            .map(SPACE)
            .list();
  }

  static Space insert(
      Handle handle, long ownerId, long number, long creatorId, SpaceFields fields, long now) {
    return handle
        .createQuery(
            """
            INSERT INTO space (owner_id, number, name, description, general_instructions, base_role, creator_id,
              created_at, updated_at, version)
            VALUES (:owner_id, :number, :name, :description, :general_instructions, :base_role, :creator_id,
              :now, :now, 1)
            RETURNING %s
            """
                .formatted(COLUMNS))
        .bind("owner_id", ownerId)
        .bind("number", number)
        .bind("name", fields.name().value())
        .bind("description", fields.description().value())
        .bind("general_instructions", fields.generalInstructions().value())
        .bind("base_role", fields.baseRole().or(Role.NO_ACCESS).wire())
        .bind("creator_id", creatorId)
        .bind("now", now)
        .map(SPACE)
        .one();
  }

  static Space update(Handle handle, Space space) {
    return handle
        .createQuery(
            """
            UPDATE space SET name = :name, description = :description, general_instructions = :general_instructions,
              base_role = :base_role
            WHERE id = :id RETURNING %s
            """
                .formatted(COLUMNS))
        .bind("id", space.id())
        .bind("name", space.name())
        .bind("description", space.description())
        .bind("general_instructions", space.generalInstructions())
        .bind("base_role", space.baseRole().wire())
        .map(SPACE)
        .one();
  }

  static void delete(Handle handle, long id) {
    handle.createUpdate("DELETE FROM space WHERE id = :id").bind("id", id).execute();
  }

  /**
   * Increments the version of each space with a resource in the repository.
   *
   * @return the ids of those spaces
   */
  static List<Long> touchNamingRepository(Handle handle, long repositoryId, long now) {
    return handle
        .createQuery(
            """
            UPDATE space SET version = version + 1, updated_at = :now
            WHERE id IN (SELECT space_id FROM space_resource WHERE repository_id = :id) RETURNING id
            """)
        .bind("id", repositoryId)
        .bind("now", now)
        .mapTo(Long.class)
        .list();
  }

  /**
   * Increments the version of each space with a resource in any repository of the account.
   *
   * @return the ids of those spaces
   */
  static List<Long> touchNamingRepositoriesOf(Handle handle, long accountId, long now) {
    return handle
        .createQuery(
            """
            UPDATE space SET version = version + 1, updated_at = :now
            WHERE id IN (SELECT space_resource.space_id FROM space_resource
              JOIN repository ON repository.id = space_resource.repository_id
              WHERE repository.owner_id = :id)
            RETURNING id
            """)
        .bind("id", accountId)
        .bind("now", now)
        .mapTo(Long.class)
        .list();
  }

  /**
   * Returns the ids of other accounts' spaces with a resource in any repository of this account.
   */
  static List<Long> elsewhereNamingRepositoriesOf(Handle handle, long accountId) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT space.id FROM space
            JOIN space_resource ON space_resource.space_id = space.id
            JOIN repository ON repository.id = space_resource.repository_id
            WHERE repository.owner_id = :id AND space.owner_id <> :id ORDER BY space.id
            """)
        .bind("id", accountId)
        .mapTo(Long.class)
        .list();
  }

  /** Hands all spaces that an account created to another account. */
  static void setCreator(Handle handle, long accountId, long otherId) {
    handle
        .createUpdate("UPDATE space SET creator_id = :other_id WHERE creator_id = :id")
        .bind("id", accountId)
        .bind("other_id", otherId)
        .execute();
  }

  /** Ends the rights that a user has on an organization's spaces as their creator. */
  static void endCreator(Handle handle, long ownerId, long userId) {
    handle
        .createUpdate(
            """
            UPDATE space SET creator_left = TRUE
            WHERE owner_id = :owner_id AND creator_id = :user_id AND NOT creator_left
            """)
        .bind("owner_id", ownerId)
        .bind("user_id", userId)
        .execute();
  }

  static List<Long> idsOf(Handle handle, long ownerId) {
    return handle
        .createQuery("SELECT id FROM space WHERE owner_id = :id ORDER BY id")
        .bind("id", ownerId)
        .mapTo(Long.class)
        .list();
  }
}
