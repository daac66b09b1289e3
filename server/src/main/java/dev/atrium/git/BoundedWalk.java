// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.work.Deadline;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** A walk through a history that checks its deadline at every commit that it comes upon. */
final class BoundedWalk extends RevWalk {
  private final Deadline deadline;

  BoundedWalk(Repository repository, Deadline deadline) {
    super(repository);
    this.deadline = deadline;
  }

  @Override
  protected RevCommit createCommit(AnyObjectId id) {
    deadline.check();
    return super.createCommit(id);
  }
}
