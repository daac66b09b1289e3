// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

/**
 * A file as it goes into an index.
 *
 * @param unit as {@link Units#file} has it
 * @param blob the number of its text
 * @param text empty for what is left out of search
 */
public record IndexedFile(
    String path, long unit, long blob, String text, Facts facts, FileLog log) {
  /** Tells whether its text can be searched. */
  boolean isSearched() {
    return !facts.is(Trait.BINARY) && !facts.is(Trait.TOO_LARGE) && !facts.is(Trait.GENERATED);
  }
}
