// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * What spaces name, whoever may see it: for the upkeep of indexes, which nobody reads by itself.
 */
public final class AttachedSourceStore {
  private AttachedSourceStore() {}

  /** Returns what any space names of a repository, each once, in an order that does not change. */
  public static List<SourceSpec> ofRepository(Handle handle, long repositoryId) {
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

  /** Returns the notes of a space. */
  public static List<Resource> notes(Handle handle, long spaceId) {
    return ResourceStore.list(handle, spaceId).stream()
        .filter(resource -> resource.type() == ResourceType.FREE_TEXT)
        .toList();
  }

  /** Tells whether any space names a repository. */
  public static boolean names(Handle handle, long repositoryId) {
    return handle
        .createQuery("SELECT EXISTS (SELECT 1 FROM space_resource WHERE repository_id = :id)")
        .bind("id", repositoryId)
        .mapTo(Boolean.class)
        .one();
  }

  /** Returns the repositories that a space names. */
  public static Set<Long> repositories(Handle handle, long spaceId) {
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

  /** Returns the repositories that any space names. */
  public static Set<Long> repositories(Handle handle) {
    return new TreeSet<>(
        handle
            .createQuery(
                "SELECT DISTINCT repository_id FROM space_resource WHERE repository_id IS NOT NULL")
            .mapTo(Long.class)
            .list());
  }

  /** Returns the spaces that have a note. */
  public static Set<Long> spacesWithNotes(Handle handle) {
    return new TreeSet<>(
        handle
            .createQuery(
                "SELECT DISTINCT space_id FROM space_resource WHERE resource_type = 'free_text'")
            .mapTo(Long.class)
            .list());
  }
}
