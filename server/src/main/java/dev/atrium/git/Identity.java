// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

/** Who wrote or committed, and when. */
public record Identity(String name, String email, Instant when) {
  /** Old histories hold lines that nobody can read; such a commit still has an author, unnamed. */
  static Identity of(@Nullable PersonIdent ident) {
    if (ident == null) {
      return new Identity("", "", Instant.EPOCH);
    }
    return new Identity(ident.getName(), ident.getEmailAddress(), ident.getWhenAsInstant());
  }

  PersonIdent ident() {
    return new PersonIdent(name, email, when, ZoneOffset.UTC);
  }
}
