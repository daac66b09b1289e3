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

/** Brings a local git repository in, history and all, as whoever runs the server asks for it. */
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
   * Imports into a repository, which is made, private, when there is none by that name; one that
   * has commits already is left as it is.
   *
   * @return the branch that is the default one from now on
   * @throws IllegalArgumentException with what to do, when the owner is unknown or the repository
   *     is not empty
   * @throws dev.atrium.git.GitException when the path is no git repository
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
