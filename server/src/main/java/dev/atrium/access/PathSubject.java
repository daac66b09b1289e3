// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Versions;
import dev.atrium.db.Versions.Stamp;

/**
 * The thing with a version of its own that a path names: a space, a repository, or neither.
 *
 * @param spaceId 0 if it is no space
 * @param repositoryId 0 if it is no repository
 */
public record PathSubject(long spaceId, long repositoryId) {
  public static final PathSubject NONE = new PathSubject(0, 0);

  public static PathSubject space(long id) {
    return id == 0 ? NONE : new PathSubject(id, 0);
  }

  public static PathSubject repository(long id) {
    return id == 0 ? NONE : new PathSubject(0, id);
  }

  /** Returns the versions of the directory and of this, with one round trip. */
  public Stamp current(Versions versions) {
    return repositoryId == 0 ? versions.current(spaceId) : versions.ofRepository(repositoryId);
  }
}
