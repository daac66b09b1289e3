// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.Set;

/**
 * What an index knows of a text besides its words.
 *
 * @param lines 0 for what is no text
 * @param tokens how many it has by OpenAI's encoding {@code o200k_base}; {@link #UNCOUNTED} until
 *     they are counted
 */
public record Facts(long bytes, int lines, int tokens, Set<Trait> traits) {
  public static final int UNCOUNTED = -1;

  public Facts {
    traits = Set.copyOf(traits);
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }
}
