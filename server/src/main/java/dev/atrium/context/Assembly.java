// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.spaces.SpaceHead;
import java.util.List;

/**
 * A text for a model, put together from a space.
 *
 * @param used its tokens, counted exactly
 * @param documents all documents of the space, in its order, each with what is given of it
 */
public record Assembly(
    SpaceHead space,
    ContextRequest request,
    int used,
    List<Given> documents,
    List<Found.Incomplete> incomplete,
    String text) {
  public Assembly {
    documents = List.copyOf(documents);
    incomplete = List.copyOf(incomplete);
  }
}
