// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.util.List;

/**
 * What a search of a space found.
 *
 * @param total how many documents, or lines of literal text, match
 * @param lists the ways in which it was searched
 * @param incomplete the sources that it could not search as a whole, and why
 */
public record Found(
    int total, List<Passage> passages, List<String> lists, List<Incomplete> incomplete) {
  public Found {
    passages = List.copyOf(passages);
    lists = List.copyOf(lists);
    incomplete = List.copyOf(incomplete);
  }

  /** A passage of a document. */
  public record Passage(Document document, LineRange lines, String text, double score) {}

  /** Why a source was not searched as a whole. */
  public record Incomplete(long resourceId, String reason) {}
}
