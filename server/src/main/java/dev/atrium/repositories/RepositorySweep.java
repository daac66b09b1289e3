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
 * Mends, at the start, what a kill left between database and disk: a folder without a row is one
 * whose repository was deleted. A row without a folder needs no mending: it is an empty repository.
 *
 * <p>It is no job of the table, and runs before any request is served. The folders are this
 * server's own, so that another server cannot do it. And where the database is an older one, put
 * back from a backup, or another one, a new repository may get the id of a folder that is left: who
 * opened it before the sweep would read what was another repository's.
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
   * Removes folders whose repository is gone. Where not one folder has a row, the folders may well
   * be those of another database: then they are set aside, so that a slip in the settings costs
   * nobody their work.
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
        git.delete(id);
      }
    }
  }
}
