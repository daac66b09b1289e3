// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.db.Database;
import dev.atrium.git.GitRepositories;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The repair, at the start, of differences that a killed process left between database and disk. A
 * folder without a row belongs to a deleted repository. A row without a folder needs no repair: it
 * is an empty repository.
 *
 * <p>It is not a job, and runs before any request is served. The folders are this server's own, so
 * another server cannot do it. After a restored backup, a new repository may get the id of a folder
 * that is left: who opened it before the sweep would read another repository's content.
 */
public final class RepositorySweep {
  private static final Logger LOG = LoggerFactory.getLogger(RepositorySweep.class);

  private final Database database;
  private final GitRepositories git;

  public RepositorySweep(Database database, GitRepositories git) {
    this.database = database;
    this.git = git;
  }

  /**
   * Removes folders whose repository was deleted. If no folder at all has a row, they may belong to
   * another database. Then they are set aside instead, so that a mistake in the settings loses no
   * work.
   */
  public void run() {
    List<Long> orphans = new ArrayList<>(git.ids());
    Set<Long> known = database.read(handle -> RepositoryStore.existing(handle, orphans));
    orphans.removeAll(known);
    for (long id : orphans) {
      if (known.isEmpty()) {
        LOG.warn(
            "Repository {} is in no row of the database: it is kept as {}", id, git.setAside(id));
      } else {
        LOG.info("Repository {} was deleted: its folder is removed", id);
        git.discard(id);
      }
    }
  }
}
