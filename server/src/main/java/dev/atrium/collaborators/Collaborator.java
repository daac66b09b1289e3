// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.collaborators;

import dev.atrium.access.Role;

/** Somebody a space is shared with. */
record Collaborator(Actor actor, Role role) {

  /** A user or a team, by its id. */
  sealed interface Actor {
    long id();

    record User(long id) implements Actor {}

    record Team(long id) implements Actor {}
  }
}
