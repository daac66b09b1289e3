// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.git.OpenRepositories.Work;

/** A reference to one repository, which is opened whenever it is used and not open. */
record RepositoryHandle(OpenRepositories all, long id) {
  <T> T use(Work<T> work) {
    return all.use(id, work);
  }

  <T> T useInTurn(Work<T> work) {
    return all.useInTurn(id, work);
  }
}
