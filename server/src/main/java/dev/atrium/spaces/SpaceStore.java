// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.access.Role;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The table of spaces. */
final class SpaceStore {
  private static final String COLUMNS =
      """
      id, owner_id, number, name, description, general_instructions, base_role, creator_id, created_at, updated_at
      """;

  private static final RowMapper<Space> SPACE =
      (row, context) ->
          new Space(
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

  private SpaceStore() {}

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

  /** Takes the owner's next number; until the transaction ends, others wait for theirs. */
  static long nextNumber(Handle handle, long ownerId) {
    return handle
        .createQuery(
            """
            UPDATE account SET next_space_number = next_space_number + 1 WHERE id = :id
            RETURNING next_space_number - 1 AS number
            """)
        .bind("id", ownerId)
        .mapTo(Long.class)
        .one();
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
}
