// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import dev.atrium.db.Ids;
import dev.atrium.work.AnswerMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** The {@code space_resource} table. */
final class ResourceStore {
  private static final String COLUMNS =
      "id, space_id, resource_type, repository_id, copilot_chat_attachment_id, metadata, created_at, updated_at";

  /** The columns of {@link #ROW}. */
  private static final String ITEM =
      "position, id, type, repository_id, file_path, ref, sha, attachment_id, metadata";

  /** One row of a statement that writes many resources; {@code $} stands for its position. */
  private static final String ROW =
      """
      ($, CAST(:id_$ AS BIGINT), CAST(:type_$ AS TEXT), CAST(:repository_id_$ AS BIGINT), CAST(:file_path_$ AS TEXT), \
      CAST(:ref_$ AS TEXT), CAST(:sha_$ AS TEXT), CAST(:attachment_id_$ AS BIGINT), CAST(:metadata_$ AS TEXT))\
      """;

  private static final RowMapper<Resource> RESOURCE =
      (row, context) -> {
        long repositoryId = row.getLong("repository_id");
        Long repository = row.wasNull() ? null : repositoryId;
        long attachmentId = row.getLong("copilot_chat_attachment_id");
        Long attachment = row.wasNull() ? null : attachmentId;
        String metadata = row.getString("metadata");
        AnswerMemory.count(metadata);
        return new Resource(
            row.getLong("id"),
            row.getLong("space_id"),
            ResourceType.of(row.getString("resource_type")).orElseThrow(),
            repository,
            attachment,
            metadata,
            row.getLong("created_at"),
            row.getLong("updated_at"));
      };

  private ResourceStore() {}

  static List<Resource> list(Handle handle, long spaceId) {
    return handle
        .createQuery(
            "SELECT " + COLUMNS + " FROM space_resource WHERE space_id = :space_id ORDER BY id")
        .bind("space_id", spaceId)
        .map(RESOURCE)
        .list();
  }

  static Optional<Resource> find(Handle handle, long spaceId, long id) {
    return handle
        .createQuery(
            "SELECT " + COLUMNS + " FROM space_resource WHERE space_id = :space_id AND id = :id")
        .bind("space_id", spaceId)
        .bind("id", id)
        .map(RESOURCE)
        .findOne();
  }

  static long count(Handle handle, long spaceId) {
    return handle
        .createQuery("SELECT count(*) FROM space_resource WHERE space_id = :space_id")
        .bind("space_id", spaceId)
        .mapTo(Long.class)
        .one();
  }

  /** Returns the total length of the metadata of a space's resources, in characters. */
  static long size(Handle handle, long spaceId) {
    return handle
        .createQuery(
            "SELECT coalesce(sum(length(metadata)), 0) FROM space_resource WHERE space_id = :space_id")
        .bind("space_id", spaceId)
        .mapTo(Long.class)
        .one();
  }

  /**
   * Adds resources in their order.
   *
   * @return the new resources. Files that the space already has are skipped; nothing is added if
   *     the space would have more than {@code most}
   */
  static List<Resource> insert(
      Handle handle, long spaceId, List<Metadata> added, long now, int most) {
    List<Resource> made = new ArrayList<>();
    for (List<Metadata> part : Ids.parts(added)) {
      Query query =
          handle.createQuery(
              """
              WITH item (%s) AS (VALUES %s)
              INSERT INTO space_resource (space_id, resource_type, repository_id, file_path, ref, sha,
                copilot_chat_attachment_id, metadata, created_at, updated_at)
              SELECT :space_id, type, repository_id, file_path, ref, sha, attachment_id, metadata, :now, :now
              FROM item
              WHERE position < :adding
                AND (SELECT count(*) FROM space_resource WHERE space_id = :space_id) + :adding <= :most
              ORDER BY position
              ON CONFLICT (space_id, repository_id, file_path, ref, sha) WHERE resource_type = 'github_file' DO NOTHING
              RETURNING %s
              """
                  .formatted(ITEM, rows(part.size()), COLUMNS));
      bind(query, part, Collections.nCopies(part.size(), 0L));
      made.addAll(
          query
              .bind("space_id", spaceId)
              .bind("now", now)
              .bind("adding", part.size())
              .bind("most", most)
              .map(RESOURCE)
              .list());
    }
    made.sort(Comparator.comparingLong(Resource::id));
    return made;
  }

  static Optional<Resource> sameFile(Handle handle, long spaceId, Metadata file) {
    return bind(
            handle.createQuery(
                """
                SELECT %s FROM space_resource
                WHERE space_id = :space_id AND repository_id = :repository_id AND file_path = :file_path
                  AND ref = :ref AND sha = :sha AND resource_type = 'github_file'
                """
                    .formatted(COLUMNS)),
            file)
        .bind("space_id", spaceId)
        .map(RESOURCE)
        .findOne();
  }

  static Resource update(Handle handle, long id, Metadata metadata, long now) {
    return bind(
            handle.createQuery(
                """
                UPDATE space_resource SET repository_id = :repository_id, file_path = :file_path, ref = :ref, sha = :sha,
                  copilot_chat_attachment_id = :attachment_id, metadata = :metadata, updated_at = :now
                WHERE id = :id RETURNING %s
                """
                    .formatted(COLUMNS)),
            metadata)
        .bind("id", id)
        .bind("now", now)
        .map(RESOURCE)
        .one();
  }

  /** Changes the metadata of resources, by their ids. */
  static void update(Handle handle, Map<Long, Metadata> changed, long now) {
    for (List<Map.Entry<Long, Metadata>> part : Ids.parts(List.copyOf(changed.entrySet()))) {
      Update update =
          handle.createUpdate(
              """
              WITH item (%s) AS (VALUES %s)
              UPDATE space_resource SET repository_id = item.repository_id, file_path = item.file_path, ref = item.ref,
                sha = item.sha, copilot_chat_attachment_id = item.attachment_id, metadata = item.metadata,
                updated_at = :now
              FROM item WHERE space_resource.id = item.id
              """
                  .formatted(ITEM, rows(part.size())));
      bind(
          update,
          part.stream().map(Map.Entry::getValue).toList(),
          part.stream().map(Map.Entry::getKey).toList());
      update.bind("now", now).execute();
    }
  }

  /**
   * Parks files, so that other resources can take their keys later in the same transaction. It sets
   * the repository to null, since nulls never violate a unique index.
   */
  static void park(Handle handle, List<Long> ids) {
    for (List<Long> part : Ids.in(ids)) {
      handle
          .createUpdate("UPDATE space_resource SET repository_id = NULL WHERE id IN (<ids>)")
          .bindList("ids", part)
          .execute();
    }
  }

  static void delete(Handle handle, List<Long> ids) {
    for (List<Long> part : Ids.in(ids)) {
      handle
          .createUpdate("DELETE FROM space_resource WHERE id IN (<ids>)")
          .bindList("ids", part)
          .execute();
    }
  }

  /** Returns the ids of those attachments that belong to the user. */
  static Set<Long> attachments(Handle handle, long userId, List<Long> ids) {
    return handle
        .createQuery("SELECT id FROM chat_attachment WHERE user_id = :user_id AND id IN (<ids>)")
        .bind("user_id", userId)
        .bindList("ids", ids)
        .mapTo(Long.class)
        .set();
  }

  /** Returns those issues and pull requests that exist. */
  static Set<IssueKey> issues(Handle handle, List<IssueKey> keys) {
    List<IssueKey> padded = Ids.padded(keys);
    Query query =
        handle.createQuery(
            "SELECT repository_id, number, pull_request FROM issue WHERE (repository_id, number) IN (VALUES %s)"
                .formatted(each(padded.size(), "(:repository_id_$, :number_$)")));
    for (int row = 0; row < padded.size(); row++) {
      query.bind("repository_id_" + row, padded.get(row).repositoryId());
      query.bind("number_" + row, padded.get(row).number());
    }
    return query
        .map((row, context) ->
            new IssueKey(
                row.getLong("repository_id"),
                row.getLong("number"),
                row.getBoolean("pull_request")))
        .set();
  }

  /**
   * Returns a {@code VALUES} list for that many items. Copies of the last item pad it to one of a
   * few sizes, so that there are few distinct statements.
   */
  private static String rows(int size) {
    return each(Ids.roundedUp(size), ROW);
  }

  private static String each(int size, String row) {
    return IntStream.range(0, size)
        .mapToObj(i -> row.replace("$", Integer.toString(i)))
        .collect(Collectors.joining(", "));
  }

  private static void bind(SqlStatement<?> statement, List<Metadata> items, List<Long> ids) {
    List<Metadata> padded = Ids.padded(items);
    List<Long> paddedIds = Ids.padded(ids);
    for (int row = 0; row < padded.size(); row++) {
      bind(statement, padded.get(row), "_" + row);
      statement.bind("id_" + row, paddedIds.get(row));
    }
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Metadata metadata) {
    bind(statement, metadata, "");
    return statement;
  }

  private static void bind(SqlStatement<?> statement, Metadata metadata, String row) {
    statement
        .bind("type" + row, metadata.type().wire())
        .bind("repository_id" + row, metadata.repositoryId())
        .bind("file_path" + row, metadata.filePath())
        .bind("ref" + row, metadata.ref())
        .bind("sha" + row, metadata.sha())
        .bind("attachment_id" + row, metadata.attachmentId())
        .bind("metadata" + row, metadata.json().toString());
  }
}
