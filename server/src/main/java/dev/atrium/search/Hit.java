// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.List;

/**
 * A file that was found.
 *
 * @param part the place of its index among those that were searched
 * @param file its place in the selection of that index
 * @param passages its best passages, best first; empty if only its name or its history was found
 */
public record Hit(int part, int file, String path, double score, List<Passage> passages) {
  public Hit {
    passages = List.copyOf(passages);
  }
}
