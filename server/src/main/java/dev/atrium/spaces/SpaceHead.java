// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What a model is told of a space besides its documents. Each text may be empty.
 *
 * @param instructions the general instructions
 * @param updatedAt seconds since 1970
 */
public record SpaceHead(
    long number, String name, String description, String instructions, long updatedAt) {

  /** Reads the head of a space, whoever may see it: the caller has a grant. */
  public static Optional<SpaceHead> find(Handle handle, long spaceId) {
    return SpaceStore.find(handle, spaceId).map(SpaceHead::of);
  }

  static SpaceHead of(Space space) {
    return new SpaceHead(
        space.number(),
        space.name(),
        Objects.requireNonNullElse(space.description(), ""),
        Objects.requireNonNullElse(space.generalInstructions(), ""),
        space.updatedAt());
  }
}
