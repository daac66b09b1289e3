// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a document can be read, and if not, why. */
public enum DocumentState {
  /** It can be read and searched. */
  READY,
  /** It can be read, and will soon be found by searches. */
  INDEXING,
  /** Nothing is there at the commit. */
  MISSING,
  /** It is no text. */
  BINARY,
  /** It is larger than a file may be. */
  TOO_LARGE,
  /** It can be read, but searches leave it out: no person of the repository wrote it. */
  GENERATED,
  /** The token, or the policy for coding agents, does not let the caller read it. */
  WITHHELD;

  static final List<String> ALL = Arrays.stream(values()).map(DocumentState::wire).toList();

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<DocumentState> of(String wire) {
    return Arrays.stream(values()).filter(state -> state.wire().equals(wire)).findFirst();
  }

  /** Tells whether there is a text to read. */
  public boolean isReadable() {
    return this == READY || this == INDEXING || this == GENERATED;
  }
}
