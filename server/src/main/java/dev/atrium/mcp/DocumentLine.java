// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import dev.atrium.context.Document;

/** A document on one line: where it is, how large it is, and what is wrong with it. */
final class DocumentLine {
  private DocumentLine() {}

  static String of(Document document) {
    StringBuilder line = new StringBuilder(document.place());
    document.lines().ifPresent(lines -> line.append(" %,d lines".formatted(lines)));
    document.tokens().ifPresent(tokens -> line.append(" %,d tokens".formatted(tokens)));
    if (!document.reason().isEmpty()) {
      line.append(" (%s: %s)".formatted(document.state().wire(), document.reason()));
    }
    return line.toString();
  }
}
