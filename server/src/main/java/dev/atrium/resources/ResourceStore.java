// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** The table of resources. */
final class ResourceStore {
  private static final String COLUMNS =
      "id, space_id, resource_type, repository_id, copilot_chat_attachment_id, metadata, created_at, updated_at";

  private static final RowMapper<Resource> RESOURCE =
      (row, context) -> {
        long repositoryId = row.getLong("repository_id");
        Long repository = row.wasNull() ? null : repositoryId;
        long attachmentId = row.getLong("copilot_chat_attachment_id");
        Long attachment = row.wasNull() ? null : attachmentId;
        return new Resource(
            row.getLong("id"),
            row.getLong("space_id"),
            ResourceType.of(row.getString("resource_type")).orElseThrow(),
            repository,
            attachment,
            row.getString("metadata"),
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

  /** How many characters the metadata of the space's resources have together. */
  static long size(Handle handle, long spaceId) {
    return handle
        .createQuery(
            "SELECT coalesce(sum(length(metadata)), 0) FROM space_resource WHERE space_id = :space_id")
        .bind("space_id", spaceId)
        .mapTo(Long.class)
        .one();
  }

  /** The new resource; nothing when the space has that very file already. */
  static Optional<Resource> insert(Handle handle, long spaceId, Metadata metadata, long now) {
    return bind(
            handle.createQuery(
                """
                INSERT INTO space_resource (space_id, resource_type, repository_id, file_path, ref, sha,
                  copilot_chat_attachment_id, metadata, created_at, updated_at)
                VALUES (:space_id, :type, :repository_id, :file_path, :ref, :sha, :attachment_id, :metadata, :now, :now)
                ON CONFLICT (space_id, repository_id, file_path, ref, sha) WHERE resource_type = 'github_file' DO NOTHING
                RETURNING %s
                """
                    .formatted(COLUMNS)),
            metadata)
        .bind("space_id", spaceId)
        .bind("now", now)
        .map(RESOURCE)
        .findOne();
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

  static void delete(Handle handle, long id) {
    handle.createUpdate("DELETE FROM space_resource WHERE id = :id").bind("id", id).execute();
  }

  static boolean ownsAttachment(Handle handle, long userId, long attachmentId) {
    return handle
            .createQuery(
                "SELECT count(*) FROM chat_attachment WHERE id = :id AND user_id = :user_id")
            .bind("id", attachmentId)
            .bind("user_id", userId)
            .mapTo(Long.class)
            .one()
        == 1;
  }

  static Optional<String> defaultBranch(Handle handle, long repositoryId) {
    return handle
        .createQuery("SELECT default_branch FROM repository WHERE id = :id")
        .bind("id", repositoryId)
        .mapTo(String.class)
        .findOne();
  }

  static boolean isIssue(Handle handle, long repositoryId, long number, boolean pullRequest) {
    return handle
            .createQuery(
                """
                SELECT count(*) FROM issue
                WHERE repository_id = :repository_id AND number = :number AND pull_request = :pull_request
                """)
            .bind("repository_id", repositoryId)
            .bind("number", number)
            .bind("pull_request", pullRequest)
            .mapTo(Long.class)
            .one()
        == 1;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Metadata metadata) {
    return statement
        .bind("type", metadata.type().wire())
        .bind("repository_id", metadata.repositoryId())
        .bind("file_path", metadata.filePath())
        .bind("ref", metadata.ref())
        .bind("sha", metadata.sha())
        .bind("attachment_id", metadata.attachmentId())
        .bind("metadata", metadata.json().toString());
  }
}
