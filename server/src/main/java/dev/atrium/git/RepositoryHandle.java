// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.work.Deadline;
import dev.atrium.work.HeavyWork;
import java.io.IOException;
import org.eclipse.jgit.lib.Repository;

/** A reference to one repository, which is opened whenever it is used and not open. */
record RepositoryHandle(
    OpenRepositories all,
    HeavyWork heavy,
    Disk disk,
    RefRetry retry,
    ExpectedContent expected,
    long id) {
  <T> T use(OpenRepositories.Work<T> work) {
    return all.use(id, work);
  }

  /** Does what may take long. The requester waits, but no other request does. */
  <T> T work(Work<T> work) {
    return use(repository -> heavy.run(id, deadline -> work.run(repository, deadline)));
  }

  /** Writes objects or refs while other writers wait. */
  <T> T useInTurn(OpenRepositories.Work<T> work) {
    return disk.write(() -> all.useInTurn(id, work));
  }

  /** Writes a ref. */
  <T> T write(OpenRepositories.Work<T> work) {
    return disk.write(() -> all.use(id, work));
  }

  /** Work on an open repository that checks its deadline often. */
  @FunctionalInterface
  interface Work<T> {
    T run(Repository repository, Deadline deadline) throws IOException;
  }
}
