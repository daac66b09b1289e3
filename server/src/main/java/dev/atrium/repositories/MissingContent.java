// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Ids;
import dev.atrium.git.GitRepositories;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * The repositories that have commits according to the database, but none in this server's folder.
 */
public final class MissingContent {
  private final Database database;
  private final GitRepositories git;

  public MissingContent(Database database, GitRepositories git) {
    this.database = database;
    this.git = git;
  }

  /** Returns what tells whether the database records commits of a repository. */
  public static LongPredicate recordedIn(Database database) {
    return id -> database.select(handle -> RepositoryStore.hasCommits(handle, id));
  }

  /** Looks at every repository, and returns the full names of those without content. */
  public List<String> names() {
    List<Long> missing =
        database.select(RepositoryStore::withCommits).stream().filter(git::isMissing).toList();
    return Ids.parts(missing).stream().flatMap(ids -> named(ids)).sorted().toList();
  }

  private Stream<String> named(List<Long> ids) {
    return database.select(handle -> RepositoryStore.byIds(handle, ids)).values().stream()
        .map(Repository::fullName);
  }

  /** Tells whether a repository should have content and has none. */
  boolean has(Repository repository) {
    return repository.pushedAt() != null && git.isMissing(repository.id());
  }

  /**
   * Records that the content of a repository is lost. The repository is an empty one from then on,
   * and content can be imported into it.
   *
   * @throws IllegalArgumentException if its content is not missing
   */
  public void accept(String owner, String name) {
    Repository lost =
        database
            .select(handle -> RepositoryStore.byName(handle, owner, name))
            .filter(this::has)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "No content of %s/%s is missing: `atrium doctor` lists the repositories."
                        .formatted(owner, name)));
    database.write(transaction -> {
      RepositoryStore.setEmpty(transaction.handle(), lost.id());
      AuditLog.add(transaction, new AuditEvent(AuditAction.CONTENT_CHANGED).repository(lost.id()));
      transaction.changed(new Change.RepositoryRefs(lost.id()));
      return true;
    });
  }
}
