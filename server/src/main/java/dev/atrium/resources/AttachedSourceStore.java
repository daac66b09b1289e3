// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** What spaces name, read from the table of resources. */
final class AttachedSourceStore {
  private AttachedSourceStore() {}

  static List<SourceSpec> ofRepository(Handle handle, long repositoryId) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT resource_type, metadata FROM space_resource WHERE repository_id = :id
            ORDER BY resource_type, metadata
            """)
        .bind("id", repositoryId)
        .map((row, context) ->
            SourceSpec.of(
                ResourceType.of(row.getString("resource_type")).orElseThrow(),
                repositoryId,
                row.getString("metadata")))
        .list()
        .stream()
        .distinct()
        .toList();
  }

  static boolean names(Handle handle, long repositoryId) {
    return handle
        .createQuery("SELECT EXISTS (SELECT 1 FROM space_resource WHERE repository_id = :id)")
        .bind("id", repositoryId)
        .mapTo(Boolean.class)
        .one();
  }

  static Set<Long> repositories(Handle handle, long spaceId) {
    return new TreeSet<>(
        handle
            .createQuery(
                """
                SELECT DISTINCT repository_id FROM space_resource
                WHERE space_id = :id AND repository_id IS NOT NULL
                """)
            .bind("id", spaceId)
            .mapTo(Long.class)
            .list());
  }

  static Set<Long> repositories(Handle handle) {
    return new TreeSet<>(
        handle
            .createQuery(
                "SELECT DISTINCT repository_id FROM space_resource WHERE repository_id IS NOT NULL")
            .mapTo(Long.class)
            .list());
  }

  static Set<Long> spacesWithNotes(Handle handle) {
    return new TreeSet<>(
        handle
            .createQuery(
                "SELECT DISTINCT space_id FROM space_resource WHERE resource_type = 'free_text'")
            .mapTo(Long.class)
            .list());
  }
}
