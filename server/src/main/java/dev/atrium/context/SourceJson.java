// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a source is: how many documents it has, how many of them searches find, and how much of a
 * model's window they would fill.
 *
 * @param indexed the documents that searches know
 * @param counted the documents of which nothing remains to be counted
 * @param tokens the tokens of those that can be read
 * @param states how many documents are in each state
 */
record SourceJson(
    long resourceId,
    String resourceType,
    String title,
    @Nullable String repository,
    @Nullable String ref,
    @Nullable String commit,
    int documents,
    int indexed,
    int counted,
    long bytes,
    long tokens,
    Map<String, Integer> states,
    @Nullable String reason) {

  static SourceJson of(Source source, SourceTotals totals) {
    Map<String, Integer> states = new TreeMap<>();
    totals.states().forEach((state, count) -> states.put(state.wire(), count));
    return new SourceJson(
        source.resource().id(),
        source.resource().type().wire(),
        source.title(),
        source.repository().map(SourceRepository::fullName).orElse(null),
        source.ref().isEmpty() ? null : source.ref(),
        source.commit().isEmpty() ? null : source.commit(),
        source.size(),
        source.size() - totals.indexing(),
        totals.counted(),
        totals.bytes(),
        totals.tokens(),
        states,
        source.note().isEmpty() ? null : source.note());
  }
}
