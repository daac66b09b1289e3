// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.EnumSet;
import java.util.Set;

/** What was noticed about a text when it was read. */
public enum Trait {
  /** It is no text. */
  BINARY(1 << 0),
  /** It has more bytes than are read. */
  TOO_LARGE(1 << 1),
  /** A program wrote it, or it belongs to somebody else: it is left out of search. */
  GENERATED(1 << 2),
  /** It was decoded from UTF-16. */
  UTF_16(1 << 3),
  /** It was decoded from Latin-1. */
  LATIN_1(1 << 4);

  /** Its bit in an index. */
  private final long bit;

  Trait(long bit) {
    this.bit = bit;
  }

  static long bits(Set<Trait> traits) {
    long bits = 0;
    for (Trait trait : traits) {
      bits |= trait.bit;
    }
    return bits;
  }

  static Set<Trait> of(long bits) {
    EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
    for (Trait trait : values()) {
      if ((bits & trait.bit) != 0) {
        traits.add(trait);
      }
    }
    return traits;
  }
}
