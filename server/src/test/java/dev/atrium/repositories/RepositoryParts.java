// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.db.Subscriber;
import dev.atrium.git.GitRepositories;

/** Package-private parts of the repositories that tests of other packages use. */
public final class RepositoryParts {
  private RepositoryParts() {}

  /** Returns the repositories' part in changes of accounts. */
  public static Subscriber upkeep(GitRepositories git) {
    return new RepositoryUpkeep(git);
  }
}
