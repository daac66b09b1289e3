// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.access.KeptFacts.RepositoryName;
import dev.atrium.access.RepositoryFactsStore.Named;
import dev.atrium.db.Database;
import dev.atrium.error.ApiException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The decisions of who may do what with a repository: finds the one that a path names and grants
 * the caller access to it, or refuses. A repository that may not be read and one that does not
 * exist are the same 404.
 */
public final class RepositoryGrants {
  /** An id that no repository has. */
  private static final long NOBODYS = 0;

  private final Database database;
  private final KeptFacts facts;

  RepositoryGrants(Database database, KeptFacts facts) {
    this.database = database;
    this.facts = facts;
  }

  /**
   * Finds the repository that a path names. A former name leads to the repository's present name,
   * for callers who may see it.
   *
   * @param permission the operation's permission: a coding agent gets content only where the policy
   *     allows it
   * @throws ApiException 404 if the caller may not see it, 403 if they lack a role, which it names
   */
  public RepositoryLookup find(
      Authenticated authenticated,
      String owner,
      String name,
      RepositoryNeed need,
      Permission permission) {
    RepositoryName path = new RepositoryName(owner, name);
    KeptFacts at = facts.at(authenticated.caller(), path);
    Optional<Named> found = at.repository(path, authenticated.stamp());
    boolean former = found.filter(Named::former).isPresent();
    RepositoryGrant grant =
        grant(
            at,
            authenticated,
            path,
            found.map(Named::facts),
            NOBODYS,
            former ? RepositoryNeed.SEE : need);
    if (former) {
      return new RepositoryLookup.Moved(grant.repository());
    }
    AgentPolicy.check(database, grant, permission);
    return new RepositoryLookup.Here(grant);
  }

  /** Returns the id of the repository that the name led to last time; 0 if that is not known. */
  public long lastId(String owner, String name) {
    return facts.knownId(new RepositoryName(owner, name));
  }

  /**
   * Grants access to the repository with this id.
   *
   * @throws ApiException as {@link #find}
   */
  public RepositoryGrant require(
      Authenticated authenticated, long id, RepositoryNeed need, Permission permission) {
    KeptFacts at = facts.at(authenticated.caller(), id);
    RepositoryGrant grant =
        grant(at, authenticated, id, at.repository(id, authenticated.stamp()), id, need);
    AgentPolicy.check(database, grant, permission);
    return grant;
  }

  /**
   * Decides on a repository by its present name, from what is stored.
   *
   * @throws ApiException as {@link #find}
   */
  public RepositoryGrant require(Caller caller, String owner, String name, RepositoryNeed need) {
    return database.read(handle -> {
      Optional<RepositoryFacts> found = RepositoryFactsStore.byName(handle, owner, name);
      RepositoryRole role = role(handle, caller, found);
      return decide(caller, found.orElseThrow(ApiException::notFound), role, need);
    });
  }

  /** Decides again inside a write, from what is stored then. */
  public RepositoryGrant renew(Handle handle, Caller caller, long id, RepositoryNeed need) {
    Optional<RepositoryFacts> found = RepositoryFactsStore.byId(handle, id);
    RepositoryRole role = role(handle, caller, found);
    return decide(caller, found.orElseThrow(ApiException::notFound), role, need);
  }

  /**
   * Requires that the caller may give a team access to a repository, or take it away. Admins of the
   * repository may; so may owners of the team's organization if it owns the repository. These
   * owners need no scope that reaches private repositories. A token with permissions needs the one
   * that administers repositories, and reaches only those that it was granted.
   *
   * @throws ApiException as {@link #find}
   */
  public RepositoryFacts requireForTeam(
      Handle handle, Caller caller, long organizationId, long id) {
    Optional<RepositoryFacts> found = RepositoryFactsStore.byId(handle, id);
    OrganizationRole standing = OrganizationAccess.role(handle, caller, organizationId);
    RepositoryRole role = RepositoryAccess.role(handle, caller, id);
    RepositoryFacts repository = found.orElseThrow(ApiException::notFound);
    boolean own =
        repository.ownerId() == organizationId
            && standing == OrganizationRole.OWNER
            && role.atLeast(RepositoryRole.PULL);
    if (!own) {
      decide(
          caller,
          repository,
          outOfReach(caller, found) ? RepositoryRole.NONE : role,
          RepositoryNeed.ADMINISTER);
    }
    if (!RepositoryAccess.givesAccess(caller)) {
      throw ApiException.forbidden(caller.kind().refusal());
    }
    return repository;
  }

  /** Returns the facts of a repository, without deciding on access. */
  public static Optional<RepositoryFacts> facts(Handle handle, long id) {
    return RepositoryFactsStore.byId(handle, id);
  }

  /** Returns the facts of a repository by its present name, without deciding on access. */
  public static Optional<RepositoryFacts> facts(Handle handle, String owner, String name) {
    return RepositoryFactsStore.byName(handle, owner, name);
  }

  /**
   * Decides from the facts. The role is looked up whether or not the repository exists, so that a
   * hidden one takes the same work as none.
   *
   * @param path the value that stands for the path in the facts
   * @param id the id that has no repository if none was found
   */
  private static RepositoryGrant grant(
      KeptFacts at,
      Authenticated authenticated,
      Object path,
      Optional<RepositoryFacts> found,
      long id,
      RepositoryNeed need) {
    Caller caller = authenticated.caller();
    RepositoryRole role =
        outOfReach(caller, found)
            ? RepositoryRole.NONE
            : at.role(caller, found.map(RepositoryFacts::id).orElse(id), authenticated.stamp());
    at.note(caller, path, found.isPresent() && sees(caller, role, need));
    return decide(caller, found.orElseThrow(ApiException::notFound), role, need);
  }

  private static RepositoryGrant decide(
      Caller caller, RepositoryFacts repository, RepositoryRole role, RepositoryNeed need) {
    if (!sees(caller, role, need)) {
      throw ApiException.hidden();
    }
    if (!role.atLeast(need.role()) && !administersSite(caller, need)) {
      throw ApiException.forbidden(
          "You need the %s role on this repository; you have %s."
              .formatted(need.role().roleName(), role.roleName()));
    }
    if (need == RepositoryNeed.TAKE_PART
        && !caller.tokenReaches(repository.id(), repository.ownerId())) {
      throw ApiException.forbidden(caller.kind().refusal());
    }
    return new RepositoryGrant(caller, repository, role);
  }

  private static boolean sees(Caller caller, RepositoryRole role, RepositoryNeed need) {
    return role.atLeast(RepositoryRole.PULL) || administersSite(caller, need);
  }

  /** Returns the role on the repository; looks it up if there is none, too. */
  private static RepositoryRole role(
      Handle handle, Caller caller, Optional<RepositoryFacts> repository) {
    return outOfReach(caller, repository)
        ? RepositoryRole.NONE
        : RepositoryAccess.role(
            handle, caller, repository.map(RepositoryFacts::id).orElse(NOBODYS));
  }

  /** Tells whether the token reaches no private repository, if this is one or there is none. */
  private static boolean outOfReach(Caller caller, Optional<RepositoryFacts> repository) {
    return repository.map(RepositoryFacts::isPrivate).orElse(true)
        && !RepositoryAccess.reachesPrivate(caller);
  }

  private static boolean administersSite(Caller caller, RepositoryNeed need) {
    return need.siteAdmins() && caller.administersSite();
  }
}
