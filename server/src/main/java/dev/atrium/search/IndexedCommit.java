// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.List;

/**
 * A commit as it goes into an index.
 *
 * @param unit the number of its id
 * @param message its message, or the beginning of it
 * @param paths the files that it changed
 */
public record IndexedCommit(long unit, String message, List<String> paths) {
  public IndexedCommit {
    paths = List.copyOf(paths);
  }
}
