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
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The import of a local git repository with its history, at the request of whoever runs the server.
 */
public final class RepositoryImport {
  private final Database database;
  private final Access access;
  private final GitRepositories git;
  private final RepositorySettings settings;
  private final MissingContent missing;
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
    this.missing = new MissingContent(database, git);
    this.clock = clock;
  }

  /**
   * Imports into an empty repository. If there is none with the name, it is created as a private
   * one, and taken back if the import fails. A repository that already has commits is refused and
   * left as it is.
   *
   * @return the new default branch
   * @throws IllegalArgumentException if the owner is unknown, the name is not allowed or the
   *     repository is not empty; the message says what to do
   * @throws dev.atrium.git.GitException if the path is not a git repository
   */
  public String run(Path source, String owner, String name) {
    GitRepositories.requireRepository(source);
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
    Target target = database.write(transaction -> existingOrNew(transaction, found, name));
    try {
      return fill(target.id(), source, owner + "/" + name);
    } catch (RuntimeException e) {
      if (target.isNew()) {
        settings.takeBack(target.id());
      }
      throw e;
    }
  }

  private void requireContent(Repository repository) {
    if (missing.has(repository)) {
      throw new IllegalArgumentException(
          "The database records commits of %1$s, but the data folder has none. Name the folder that has them with --data. If they are lost, run `atrium doctor --accept-loss %1$s`, then import."
              .formatted(repository.fullName()));
    }
  }

  /** A source without commits leaves the repository as it was. */
  private void recordContent(long id) {
    if (!git.isMissing(id)) {
      settings.pushed(id, 0);
      settings.measure(id);
    }
  }

  private String fill(long id, Path source, String fullName) {
    if (!git.open(id, Repository.FIRST_BRANCH).isEmpty()) {
      throw new IllegalArgumentException(
          fullName
              + " has commits already: bring it up to date with --update, or name another repository.");
    }
    String branch = git.importFrom(id, source);
    settings.setDefaultBranch(id, branch);
    recordContent(id);
    return branch;
  }

  /**
   * Brings an existing repository up to date. Branches with commits that the source lacks stay as
   * they are, and so does the default branch.
   *
   * @return the names of the branches and tags that stay
   * @throws IllegalArgumentException if there is no such repository
   * @throws dev.atrium.git.GitException if the path is not a git repository
   */
  public List<String> update(Path source, String owner, String name) {
    GitRepositories.requireRepository(source);
    Repository found =
        database
            .select(handle -> RepositoryStore.byName(handle, owner, name))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "There is no repository %s/%s: import it without --update."
                        .formatted(owner, name)));
    requireContent(found);
    List<String> left = git.updateFrom(found.id(), source, found.defaultBranch());
    recordContent(found.id());
    return left;
  }

  private record Target(long id, boolean isNew) {}

  private Target existingOrNew(Transaction transaction, Owner owner, String name) {
    Optional<Repository> existing =
        RepositoryStore.byName(transaction.handle(), owner.login(), name);
    if (existing.isPresent()) {
      requireContent(existing.get());
      return new Target(existing.get().id(), false);
    }
    transaction.changed(new Change.Directory());
    NewRepository wanted = new NewRepository(name, null, null, true, null, false);
    long id =
        RepositoryStore.insert(
                transaction.handle(), owner.id(), wanted, clock.instant().getEpochSecond())
            .orElseThrow(() ->
                new IllegalStateException("The name was free, and yet it was taken in between"));
    RepositoryAudit.created(transaction, id, true);
    return new Target(id, true);
  }
}
