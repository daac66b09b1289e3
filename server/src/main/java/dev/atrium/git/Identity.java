// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;

/** Who wrote or committed, and when. */
public record Identity(String name, String email, Instant when) {
  static Identity of(PersonIdent ident) {
    return new Identity(ident.getName(), ident.getEmailAddress(), ident.getWhenAsInstant());
  }

  PersonIdent ident() {
    return new PersonIdent(name, email, when, ZoneOffset.UTC);
  }
}
