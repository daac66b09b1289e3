// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.db.Versions.Stamp;
import dev.atrium.error.ApiException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The decisions of who may do what with a space: turns a caller and what a path names into a grant,
 * or refuses. Every request is decided anew. Only facts are cached, and only while the versions
 * that they were read under are current.
 */
public final class Access {
  /** An id that no space has. */
  private static final long NOBODYS = 0;

  private final Database database;
  private final AccessTable table;
  private final Clock clock;
  private final KeptFacts facts;
  private final OwnerGrants owners;
  private final RepositoryGrants repositories;

  public Access(Database database, AccessTable table, Clock clock) {
    this.database = database;
    this.table = table;
    this.clock = clock;
    this.facts = new KeptFacts(database);
    this.owners = new OwnerGrants(table, facts);
    this.repositories = new RepositoryGrants(database, facts);
  }

  /** Returns the decisions on owners of spaces, and on organizations as a whole. */
  public OwnerGrants owners() {
    return owners;
  }

  /** Returns the decisions on repositories. */
  public RepositoryGrants repositories() {
    return repositories;
  }

  /**
   * Grants the caller access to a space if the operation takes the token's kind and the role is
   * high enough. A space that is not there takes all the lookups of one that is hidden.
   *
   * @throws ApiException 403 or 404, in the order of behaviour §2: a space that the caller may not
   *     see answers with the same 404 as one that does not exist
   */
  public Grant space(
      Authenticated authenticated, OwnerRef ref, long number, Permission permission) {
    Caller caller = authenticated.caller();
    table.of(permission).check(caller, ref.organization());
    SpacePath path = new SpacePath(ref, number);
    KeptFacts at = facts.at(caller, path);
    long known = facts.knownId(ref, number);
    Stamp stamp =
        authenticated.subject().equals(PathSubject.space(known))
            ? authenticated.stamp()
            : database.versions().current(known);
    Owner owner = owner(ref, stamp).orElseThrow(ApiException::notFound);
    long id = at.spaceId(owner, number).orElse(NOBODYS);
    if (id != known || at.isFresh()) {
      stamp =
          database
              .versions()
              .current(id); // Taken before the facts are read, which are then at least as new.
    }
    Optional<SpaceFacts> found = at.space(id, stamp);
    SpaceFacts space = found.orElseGet(() -> SpaceFacts.missing(owner, number));
    OwnerRelation relation =
        new OwnerRelation(caller, owner, facts.membership(caller, owner, stamp));
    Role role = role(relation, space, granted(at, caller, space, stamp));
    Optional<SourceFacts> sources =
        looksAtSources(caller, permission)
            ? Optional.of(new SourceFacts(at.hidden(caller, space, stamp), Set.of()))
            : Optional.empty();
    try {
      if (found.isEmpty()) {
        throw ApiException.notFound();
      }
      refuse(relation, permission, role, sources);
    } catch (ApiException refusal) {
      at.note(caller, path, false);
      throw refusal;
    }
    at.note(caller, path, true);
    return new Grant(caller, owner, space, role, sources, stamp);
  }

  /** Returns a lookup of the granted role, which is made at once if facts are read anew. */
  private static Supplier<Role> granted(
      KeptFacts at, Caller caller, SpaceFacts space, Stamp stamp) {
    if (at.isFresh()) {
      Role granted = at.granted(caller, space, stamp);
      return () -> granted;
    }
    return () -> at.granted(caller, space, stamp);
  }

  /** Returns the space id that the path led to last time, or 0 if it is not known. */
  public long lastSpaceId(OwnerRef ref, long number) {
    return facts.knownId(ref, number);
  }

  /**
   * Decides again inside a write, from what is stored then. Takes the space's next version, so that
   * a second writer waits, and refuses what the caller may no longer do.
   */
  public Grant renew(Transaction transaction, Grant grant, Permission permission) {
    return renew(transaction, grant, permission, Set.of());
  }

  /**
   * Decides again inside a write that attaches sources, as {@link #renew(Transaction, Grant,
   * Permission)} does for other writes.
   *
   * @param repositoryIds the repositories that the write names: {@link Grant#mayAttach} then
   *     answers for them
   */
  public Grant renew(
      Transaction transaction, Grant grant, Permission permission, Set<Long> repositoryIds) {
    Handle handle = transaction.handle();
    SpaceFacts space =
        AccessStore.takeVersion(handle, grant.spaceId(), clock.instant().getEpochSecond())
            .orElseThrow(ApiException::notFound);
    transaction.changed(
        switch (permission) {
          case WRITE_RESOURCES -> new Change.SpaceResources(space.id());
          case MANAGE_COLLABORATORS -> new Change.SpaceCollaborators(space.id());
          case DELETE_SPACE -> new Change.SpaceDeleted(space.id());
          default -> new Change.Space(space.id());
        });
    return decide(handle, grant, space, permission, repositoryIds);
  }

  /** Decides from what is stored, without any cached fact. */
  private Grant decide(
      Handle handle, Grant grant, SpaceFacts space, Permission permission, Set<Long> named) {
    Owner owner = grant.owner();
    Caller caller = grant.caller();
    OwnerRelation relation =
        new OwnerRelation(caller, owner, KeptFacts.membership(handle, caller, owner));
    Role role = role(relation, space, () -> AccessStore.granted(handle, space.id(), caller.id()));
    Optional<SourceFacts> sources =
        looksAtSources(caller, permission)
            ? Optional.of(
                space.hasSources() || !named.isEmpty()
                    ? RepositoryAccess.sources(handle, caller, space.id(), named)
                    : SourceFacts.NONE)
            : Optional.empty();
    refuse(relation, permission, role, sources);
    return new Grant(caller, owner, space, role, sources, grant.stamp());
  }

  /**
   * Tells whether the decision depends on the space's sources. A token with permissions must reach
   * all of them, whatever the operation.
   */
  private static boolean looksAtSources(Caller caller, Permission permission) {
    return permission.ofSources() || !caller.kind().scoped();
  }

  /**
   * Re-validates a grant inside the reading transaction: returns it as is while the space's version
   * is unchanged, else decides again from what this transaction sees. Without this, somebody whose
   * access ended between the decision and the read could see what was written since.
   */
  public Grant reading(Handle handle, Grant grant, Permission permission) {
    long version = AccessStore.version(handle, grant.spaceId()).orElseThrow(ApiException::notFound);
    return version == grant.version()
        ? grant
        : decide(
            handle,
            grant,
            AccessStore.space(handle, grant.spaceId()).orElseThrow(ApiException::notFound),
            permission,
            Set.of());
  }

  /**
   * Tells whether the caller may read this part of a repository that they may see. The token must
   * allow it, and for a coding agent the policy of the organization as well.
   */
  public boolean reads(Caller caller, ReadableRepository repository, Permission permission) {
    return withheld(caller, repository, permission).isEmpty();
  }

  /**
   * Returns why the caller may not read this part of a repository that they may see, as the end of
   * a sentence; empty if they may.
   */
  public Optional<String> withheld(
      Caller caller, ReadableRepository repository, Permission permission) {
    Rule rule = table.of(permission);
    if (!rule.takes(caller, true)) {
      return Optional.of(
          caller.kind().scoped()
              ? "the token lacks the scope " + String.join(", ", rule.scopes(true))
              : "the token lacks the permission %s: %s".formatted(rule.permission(), rule.level()));
    }
    if (repository.isPrivate() && !RepositoryAccess.reachesPrivate(caller)) {
      return Optional.of("the token lacks the scope repo");
    }
    return permission.ofContent() && AgentPolicy.binds(caller) && !repository.agents()
        ? Optional.of(
            "the organization's coding-agent policy does not enable this repository for this app")
        : Optional.empty();
  }

  /**
   * Returns the refusal of what {@link #withheld} gives a reason for.
   *
   * @param reason a whole sentence
   */
  public static ApiException refusal(String reason) {
    return ApiException.forbidden(reason);
  }

  /**
   * Returns the grant of a caller who has just created a space, inside the write that creates it: a
   * creator is its admin.
   *
   * @param repositoryIds the repositories that the space's resources will name
   */
  public Grant created(
      Transaction transaction, OwnerGrant grant, long number, Set<Long> repositoryIds) {
    Handle handle = transaction.handle();
    Caller caller = grant.caller();
    SpaceFacts space =
        AccessStore.spaceId(handle, grant.owner().id(), number)
            .flatMap(id -> AccessStore.space(handle, id))
            .orElseThrow(ApiException::notFound);
    transaction.changed(new Change.Space(space.id()));
    SourceFacts sources =
        repositoryIds.isEmpty()
            ? SourceFacts.NONE
            : RepositoryAccess.sources(handle, caller, space.id(), repositoryIds);
    return new Grant(
        caller, grant.owner(), space, Role.ADMIN, Optional.of(sources), new Stamp(0, 0));
  }

  /** Returns the grant with its sources read again, after the write has changed them. */
  public Grant seen(Transaction transaction, Grant renewed) {
    Caller caller = renewed.caller();
    SourceFacts sources =
        RepositoryAccess.sources(transaction.handle(), caller, renewed.spaceId(), Set.of());
    return new Grant(
        caller,
        renewed.owner(),
        renewed.space(),
        renewed.role(),
        Optional.of(sources),
        renewed.stamp());
  }

  private void refuse(
      OwnerRelation relation, Permission permission, Role role, Optional<SourceFacts> sources) {
    Caller caller = relation.caller();
    Standing needed = table.of(permission).standing(relation.owner().isOrganization());
    // An installation administers nothing by itself: its permissions gave it the role.
    Standing standing =
        (caller.isInstallation() ? Standing.ANYONE : relation.standing()).with(role);
    boolean allowed = standing.atLeast(needed);
    boolean reached = caller.kind().scoped() || sources.orElseThrow().hidden().isEmpty();
    boolean visible = role.atLeast(Role.READER) || (allowed && !needed.atLeast(Standing.READER));
    if (!visible || !reached || (permission == Permission.DELETE_SPACE && !allowed)) {
      throw ApiException.hidden();
    }
    if (!allowed) {
      throw ApiException.forbidden(
          needed == Standing.OWNER
              ? "Only the owner of this Copilot Space may change it."
              : "You need the %s role on this Copilot Space; you have %s."
                  .formatted(needed.wire(), role.wire()));
    }
  }

  private static Role role(OwnerRelation relation, SpaceFacts space, Supplier<Role> granted) {
    Caller caller = relation.caller();
    if (relation.administers()) {
      return caller.isInstallation()
              && !caller.hasPermission("organization_copilot_spaces", "write")
          ? Role.READER
          : Role.ADMIN;
    }
    if (relation.owner().isOrganization()) {
      if (!relation.isMember()) {
        return Role.NO_ACCESS;
      }
      if (space.creatorId() == caller.id()) {
        return Role.ADMIN;
      }
    }
    return space.baseRole().or(granted.get());
  }

  /** Returns the account that the reference names, as it is now. */
  public Optional<Owner> owner(OwnerRef ref) {
    return facts.owner(ref, database.versions().current(0));
  }

  /** Returns the account that a path names, if it exists and is of that kind. */
  public Optional<Owner> owner(OwnerRef ref, Stamp stamp) {
    return facts.owner(ref, stamp);
  }

  private record SpacePath(OwnerRef owner, long number) {}
}
