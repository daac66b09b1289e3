// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.Access;
import dev.atrium.access.Owner;
import dev.atrium.access.OwnerRef;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The import of a local git repository with its history, at the request of whoever runs the server.
 */
public final class RepositoryImport {
  private final Database database;
  private final Access access;
  private final GitRepositories git;
  private final RepositorySettings settings;
  private final Clock clock;

  public RepositoryImport(
      Database database,
      Access access,
      GitRepositories git,
      RepositorySettings settings,
      Clock clock) {
    this.database = database;
    this.access = access;
    this.git = git;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Imports into an empty repository. If there is none with the name, it is created as a private
   * one. A repository that already has commits is refused and left as it is.
   *
   * @return the new default branch
   * @throws IllegalArgumentException if the owner is unknown, the name is not allowed or the
   *     repository is not empty; the message says what to do
   * @throws dev.atrium.git.GitException if the path is not a git repository
   */
  public String run(Path source, String owner, String name) {
    Owner found =
        access
            .owner(new OwnerRef.ByLogin(true, owner))
            .or(() -> access.owner(new OwnerRef.ByLogin(false, owner)))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "There is no user or organization " + owner + ": make it first."));
    if (!name.matches("[A-Za-z0-9._-]{1,100}")
        || name.matches("\\.{1,2}")
        || name.endsWith(".git")) {
      throw new IllegalArgumentException(
          name + " is no name for a repository: use letters, digits, '.', '_' or '-'.");
    }
    long id = database.write(transaction -> existingOrNew(transaction, found, name));
    GitRepository content = git.open(id, Repository.FIRST_BRANCH);
    if (!content.isEmpty()) {
      throw new IllegalArgumentException(
          owner + "/" + name + " has commits already: name another repository.");
    }
    String branch = git.importFrom(id, source);
    settings.setDefaultBranch(id, branch);
    settings.pushed(id);
    return branch;
  }

  private long existingOrNew(Transaction transaction, Owner owner, String name) {
    Optional<Repository> existing =
        RepositoryStore.byName(transaction.handle(), owner.login(), name);
    if (existing.isPresent()) {
      return existing.get().id();
    }
    transaction.changed(new Change.Directory());
    NewRepository wanted = new NewRepository(name, null, null, true, null, false);
    long id =
        RepositoryStore.insert(
                transaction.handle(), owner.id(), wanted, clock.instant().getEpochSecond())
            .orElseThrow(() ->
                new IllegalStateException("The name was free, and yet it was taken in between"));
    RepositoryAudit.created(transaction, id, true);
    return id;
  }
}
