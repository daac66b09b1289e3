// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.util.Locale;

/** What a document is. */
public enum DocumentKind {
  FILE,
  ISSUE,
  PULL_REQUEST,
  NOTE,
  UPLOAD,
  /** A whole source that cannot be read, so that its documents are not known. */
  SOURCE;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
