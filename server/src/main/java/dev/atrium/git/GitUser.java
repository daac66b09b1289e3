// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

/** The author or committer of a commit, and the time: GitHub's git-user. */
public record GitUser(String name, String email, Instant when) {
  /**
   * Converts JGit's identity. An unreadable line in an old commit becomes an author without a name.
   */
  static GitUser of(@Nullable PersonIdent ident) {
    if (ident == null) {
      return new GitUser("", "", Instant.EPOCH);
    }
    return new GitUser(ident.getName(), ident.getEmailAddress(), ident.getWhenAsInstant());
  }

  PersonIdent ident() {
    return new PersonIdent(name, email, when, ZoneOffset.UTC);
  }
}
