// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.collaborators;

import dev.atrium.access.Role;

/** A user or team that a space is shared with. */
record Collaborator(Actor actor, Role role) {

  /** A user or team, by its id. */
  sealed interface Actor {
    long id();

    record User(long id) implements Actor {}

    record Team(long id) implements Actor {}
  }
}
