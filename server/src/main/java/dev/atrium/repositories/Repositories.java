// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.AgentPolicy;
import dev.atrium.access.Caller;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryRole;
import dev.atrium.db.Database;
import dev.atrium.error.ApiException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Finds the repository that a path names and lets the caller at it, or refuses: one that may not be
 * read and one that does not exist are the same 404.
 */
public final class Repositories {
  private final Database database;

  public Repositories(Database database) {
    this.database = database;
  }

  /**
   * The repository by its present name.
   *
   * @throws ApiException 404 where the caller may not see it, 403 naming the role that is lacking
   */
  public RepositoryGrant require(Caller caller, String owner, String name, RepositoryNeed need) {
    return database.read(handle ->
        RepositoryStore.byName(handle, owner, name)
            .map(repository -> grant(handle, caller, repository, need))
            .orElseThrow(ApiException::notFound));
  }

  /** The same by id. */
  public RepositoryGrant require(Caller caller, long id, RepositoryNeed need) {
    return database.read(handle -> renew(handle, caller, id, need));
  }

  /** The same decision inside a write, on what is stored then. */
  public RepositoryGrant renew(Handle handle, Caller caller, long id, RepositoryNeed need) {
    return RepositoryStore.byId(handle, id)
        .map(repository -> grant(handle, caller, repository, need))
        .orElseThrow(ApiException::notFound);
  }

  /**
   * Holds a coding agent to the policy of the repository's organization (behaviour §7).
   *
   * @throws ApiException 403 that says what is withheld and why
   */
  void checkAgent(RepositoryGrant grant) {
    if (AgentPolicy.binds(grant.caller())) {
      Repository repository = grant.repository();
      database.read(handle -> {
        AgentPolicy.check(handle, grant.caller(), repository.id(), repository.fullName());
        return true;
      });
    }
  }

  /** The repository, where the caller may read its content. */
  public Optional<Repository> readable(Caller caller, long id) {
    return database.read(handle ->
        RepositoryStore.byId(handle, id)
            .filter(repository ->
                role(handle, caller, repository).atLeast(RepositoryNeed.READ.role())));
  }

  /**
   * What a path's names lead to; a former name leads on, for those who may see what it leads to.
   *
   * @throws ApiException as {@link #require}
   */
  Lookup find(Caller caller, String owner, String name, RepositoryNeed need) {
    return database.read(handle -> {
      Optional<Repository> found = RepositoryStore.byName(handle, owner, name);
      return found.isPresent()
          ? new Lookup.Here(grant(handle, caller, found.get(), need))
          : RepositoryStore.byFormerName(handle, owner, name)
              .map(moved -> moved(handle, caller, moved))
              .orElseThrow(ApiException::notFound);
    });
  }

  private static Lookup moved(Handle handle, Caller caller, Repository target) {
    if (!sees(caller, role(handle, caller, target), RepositoryNeed.SEE)) {
      throw ApiException.hidden();
    }
    return new Lookup.Moved(target);
  }

  private static RepositoryGrant grant(
      Handle handle, Caller caller, Repository repository, RepositoryNeed need) {
    RepositoryRole role = role(handle, caller, repository);
    if (!sees(caller, role, need)) {
      throw ApiException.hidden();
    }
    if (!role.atLeast(need.role()) && !administersSite(caller, need)) {
      throw ApiException.forbidden(
          "You need the %s role on this repository; you have %s."
              .formatted(need.role().roleName(), role.roleName()));
    }
    return new RepositoryGrant(caller, repository, role);
  }

  private static boolean sees(Caller caller, RepositoryRole role, RepositoryNeed need) {
    return role.atLeast(RepositoryRole.PULL) || administersSite(caller, need);
  }

  private static RepositoryRole role(Handle handle, Caller caller, Repository repository) {
    return RepositoryAccess.reached(handle, caller, repository.id(), repository.isPrivate());
  }

  private static boolean administersSite(Caller caller, RepositoryNeed need) {
    return need.siteAdmins() && caller.administersSite();
  }

  /** Where a name leads. */
  sealed interface Lookup {
    /** To a repository that the caller is let at. */
    record Here(RepositoryGrant grant) implements Lookup {}

    /** To one that has another name now. */
    record Moved(Repository target) implements Lookup {}
  }
}
