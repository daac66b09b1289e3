// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Database;
import dev.atrium.db.Versions.Stamp;
import dev.atrium.error.ApiException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The decisions of who may do what with a repository: finds the one that a path names and grants
 * the caller access to it, or refuses. A repository that may not be read and one that does not
 * exist are the same 404.
 */
public final class RepositoryGrants {
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
  public Lookup find(
      Authenticated authenticated,
      String owner,
      String name,
      RepositoryNeed need,
      Permission permission) {
    Stamp stamp = authenticated.stamp();
    Optional<RepositoryFacts> found = facts.repository(owner, name, stamp);
    if (found.isPresent()) {
      return new Lookup.Here(grant(authenticated, found.get(), need, permission));
    }
    Caller caller = authenticated.caller();
    return database.read(handle ->
        RepositoryFactsStore.byFormerName(handle, owner, name)
            .map(moved -> moved(handle, caller, moved))
            .orElseThrow(ApiException::notFound));
  }

  /**
   * Grants access to the repository with this id.
   *
   * @throws ApiException as {@link #find}
   */
  public RepositoryGrant require(
      Authenticated authenticated, long id, RepositoryNeed need, Permission permission) {
    return grant(
        authenticated,
        facts.repository(id, authenticated.stamp()).orElseThrow(ApiException::notFound),
        need,
        permission);
  }

  /**
   * Decides on a repository by its present name, from what is stored.
   *
   * @throws ApiException as {@link #find}
   */
  public RepositoryGrant require(Caller caller, String owner, String name, RepositoryNeed need) {
    return database.read(handle ->
        grant(
            handle,
            caller,
            RepositoryFactsStore.byName(handle, owner, name).orElseThrow(ApiException::notFound),
            need));
  }

  /** Decides again inside a write, from what is stored then. */
  public RepositoryGrant renew(Handle handle, Caller caller, long id, RepositoryNeed need) {
    return grant(
        handle,
        caller,
        RepositoryFactsStore.byId(handle, id).orElseThrow(ApiException::notFound),
        need);
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
    RepositoryFacts repository =
        RepositoryFactsStore.byId(handle, id).orElseThrow(ApiException::notFound);
    boolean own =
        repository.ownerId() == organizationId
            && OrganizationAccess.role(handle, caller, organizationId) == OrganizationRole.OWNER
            && RepositoryAccess.role(handle, caller, repository.id()).atLeast(RepositoryRole.PULL);
    RepositoryFacts found =
        own
            ? repository
            : grant(handle, caller, repository, RepositoryNeed.ADMINISTER).repository();
    if (!RepositoryAccess.givesAccess(caller)) {
      throw ApiException.forbidden(caller.kind().refusal());
    }
    return found;
  }

  /** Returns the facts of a repository by its present name, without deciding on access. */
  public static Optional<RepositoryFacts> facts(Handle handle, String owner, String name) {
    return RepositoryFactsStore.byName(handle, owner, name);
  }

  private RepositoryGrant grant(
      Authenticated authenticated,
      RepositoryFacts repository,
      RepositoryNeed need,
      Permission permission) {
    Caller caller = authenticated.caller();
    RepositoryRole role =
        repository.isPrivate() && !RepositoryAccess.reachesPrivate(caller)
            ? RepositoryRole.NONE
            : facts.role(caller, repository.id(), authenticated.stamp());
    RepositoryGrant grant = decide(caller, repository, role, need);
    if (permission.ofContent() && AgentPolicy.binds(caller)) {
      database.read(handle -> {
        AgentPolicy.check(handle, caller, repository.id(), repository.fullName());
        return true;
      });
    }
    return grant;
  }

  private static RepositoryGrant grant(
      Handle handle, Caller caller, RepositoryFacts repository, RepositoryNeed need) {
    return decide(caller, repository, role(handle, caller, repository), need);
  }

  private static Lookup moved(Handle handle, Caller caller, RepositoryFacts target) {
    if (!sees(caller, role(handle, caller, target), RepositoryNeed.SEE)) {
      throw ApiException.hidden();
    }
    return new Lookup.Moved(target);
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
    return new RepositoryGrant(caller, repository, role);
  }

  private static boolean sees(Caller caller, RepositoryRole role, RepositoryNeed need) {
    return role.atLeast(RepositoryRole.PULL) || administersSite(caller, need);
  }

  private static RepositoryRole role(Handle handle, Caller caller, RepositoryFacts repository) {
    return RepositoryAccess.reached(handle, caller, repository.id(), repository.isPrivate());
  }

  private static boolean administersSite(Caller caller, RepositoryNeed need) {
    return need.siteAdmins() && caller.administersSite();
  }

  /** The result of looking up the names in a path. */
  public sealed interface Lookup {
    /** A repository that the caller is granted access to. */
    record Here(RepositoryGrant grant) implements Lookup {}

    /** A repository that now has another name. */
    record Moved(RepositoryFacts target) implements Lookup {}
  }
}
