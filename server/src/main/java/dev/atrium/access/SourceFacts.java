// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.List;
import java.util.Set;

/**
 * The readability of the repositories that a space's resources name, and of those that a write is
 * about to name, for one caller.
 *
 * @param hidden the space's repositories that the caller may not read, sorted
 * @param readable the repositories of both sets that the caller may read; empty if nothing is to be
 *     attached
 */
record SourceFacts(List<Long> hidden, Set<Long> readable) {
  /** The facts of a space whose resources name no repository. */
  static final SourceFacts NONE = new SourceFacts(List.of(), Set.of());

  SourceFacts {
    hidden = List.copyOf(hidden);
    readable = Set.copyOf(readable);
  }
}
