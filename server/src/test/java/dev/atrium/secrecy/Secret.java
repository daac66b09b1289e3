// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

/** The kinds of things that are hidden from somebody; which kinds, {@link Group} says. */
enum Secret {
  /** Private repositories, with all their content. */
  REPOSITORIES,
  /** Spaces of an organization with base_role no_access. */
  SPACES,
  /** The same, naming a private repository: an app without it does not see these. */
  SOURCED_SPACES,
  /** Spaces of an organization that its members see, naming a private repository. */
  MIXED_SPACES,
  /** Spaces of a user with base_role no_access. */
  USER_SPACES,
  SECRET_TEAMS,
  /** What every member of the organization sees: closed teams, spaces with base_role reader. */
  MEMBERS_THINGS,
  /** What was deleted: hidden from everybody. */
  DELETED
}
