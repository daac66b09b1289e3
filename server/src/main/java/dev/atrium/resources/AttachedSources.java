// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What spaces name, whoever may see it: for the upkeep of indexes, which nobody reads by itself.
 */
public final class AttachedSources {
  private AttachedSources() {}

  /** Returns what any space names of a repository, each once, in an order that does not change. */
  public static List<SourceSpec> ofRepository(Handle handle, long repositoryId) {
    return AttachedSourceStore.ofRepository(handle, repositoryId);
  }

  /** Returns the notes of a space. */
  public static List<Resource> notes(Handle handle, long spaceId) {
    return ResourceStore.list(handle, spaceId).stream()
        .filter(resource -> resource.type() == ResourceType.FREE_TEXT)
        .toList();
  }

  /** Tells whether any space names a repository. */
  public static boolean names(Handle handle, long repositoryId) {
    return AttachedSourceStore.names(handle, repositoryId);
  }

  /** Returns the repositories that a space names. */
  public static Set<Long> repositories(Handle handle, long spaceId) {
    return AttachedSourceStore.repositories(handle, spaceId);
  }

  /** Returns the repositories that any space names. */
  public static Set<Long> repositories(Handle handle) {
    return AttachedSourceStore.repositories(handle);
  }

  /** Returns the spaces that have a note. */
  public static Set<Long> spacesWithNotes(Handle handle) {
    return AttachedSourceStore.spacesWithNotes(handle);
  }
}
