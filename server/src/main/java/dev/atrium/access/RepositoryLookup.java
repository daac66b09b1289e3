// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/** The result of looking up the names in a path. */
public sealed interface RepositoryLookup {
  /** A repository that the caller is granted access to. */
  record Here(RepositoryGrant grant) implements RepositoryLookup {}

  /** A repository that now has another name. */
  record Moved(RepositoryFacts target) implements RepositoryLookup {}
}
