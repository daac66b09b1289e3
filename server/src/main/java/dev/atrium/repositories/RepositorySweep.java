// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.db.Database;
import dev.atrium.db.Ids;
import dev.atrium.git.GitRepositories;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The repair, at the start, of differences between database and disk. A folder without a row is set
 * aside, never deleted: its repository may have been deleted just before the process was killed,
 * but an older database may also have been restored. A row without a folder needs no repair if the
 * repository never had a commit. If it had, its content is missing, which is reported.
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
   * Sets aside every folder that has no row, and says so. Reports rows whose content is missing.
   */
  public void run() {
    Set<Long> present = new HashSet<>(git.ids());
    setAside(present);
    reportMissing(present);
  }

  private void setAside(Set<Long> present) {
    Set<Long> orphans = new HashSet<>(present);
    for (List<Long> ids : Ids.in(present)) {
      orphans.removeAll(database.select(handle -> RepositoryStore.existing(handle, ids)));
    }
    for (long id : orphans) {
      LOG.warn(
          "Repository {} is not in the database. Its content is kept in {}", id, git.setAside(id));
    }
    if (!orphans.isEmpty()) {
      LOG.warn(
          "{} repositories were set aside. If an older database was restored, stop the server and run `atrium doctor`, which lists them and brings them back",
          orphans.size());
    }
  }

  private void reportMissing(Set<Long> present) {
    List<Long> written = database.select(RepositoryStore::withCommits);
    List<Long> missing =
        written.stream().filter(id -> !present.contains(id) && git.isMissing(id)).toList();
    if (!missing.isEmpty()) {
      LOG.error(
          "{} of {} repositories with commits have no folder in {}. Their content is answered 503. Check that the disk is mounted, and that --data is the folder that all servers of this database share. `atrium doctor` lists these repositories",
          missing.size(),
          written.size(),
          git.folder());
    }
  }
}
