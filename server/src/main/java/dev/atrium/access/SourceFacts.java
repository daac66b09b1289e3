// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.List;
import java.util.Set;

/**
 * What a caller may read of the repositories that a space's resources name, and that a write is
 * about to name.
 *
 * @param hidden those of the space that the caller may not read, sorted
 * @param readable those of both that the caller may read; empty where nothing is to be attached
 */
record SourceFacts(List<Long> hidden, Set<Long> readable) {
  /** Of a space without any. */
  static final SourceFacts NONE = new SourceFacts(List.of(), Set.of());

  SourceFacts {
    hidden = List.copyOf(hidden);
    readable = Set.copyOf(readable);
  }
}
