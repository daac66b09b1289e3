// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.git.OpenRepositories.Work;

/** One repository, which is open while it is used, and opened when it is not. */
record RepositoryHandle(OpenRepositories all, long id) {
  <T> T use(Work<T> work) {
    return all.use(id, work);
  }

  <T> T useInTurn(Work<T> work) {
    return all.useInTurn(id, work);
  }
}
