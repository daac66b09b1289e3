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
 * Decides who may do what: turns a caller and what a path names into a grant, or refuses. Every
 * request is decided anew, from facts that are cached only while the versions that they were read
 * under stand.
 */
public final class Access {
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
   * Lets the caller at a space, when the token is of a kind that the operation takes and the role
   * is high enough.
   *
   * @throws ApiException 403 or 404, in the order of behaviour §2: a space that is not visible and
   *     one that does not exist are the same 404
   */
  public Grant space(
      Authenticated authenticated, OwnerRef ref, long number, Permission permission) {
    Caller caller = authenticated.caller();
    table.of(permission).check(caller, ref.organization());
    long known = facts.knownId(ref, number);
    Stamp stamp =
        authenticated.spaceId() == known
            ? authenticated.stamp()
            : database.versions().current(known);
    Owner owner = owner(ref, stamp).orElseThrow(ApiException::notFound);
    long id = facts.spaceId(owner, number).orElseThrow(ApiException::notFound);
    if (id != known) {
      stamp =
          database
              .versions()
              .current(
                  id); // Taken before the facts are read: they may be newer than it, never older.
    }
    SpaceFacts space = facts.space(id, stamp).orElseThrow(ApiException::notFound);
    OwnerRelation relation =
        new OwnerRelation(caller, owner, facts.membership(caller, owner, stamp));
    Stamp decided = stamp;
    Role role = role(relation, space, () -> facts.granted(caller, space, decided));
    Optional<SourceFacts> sources =
        looksAtSources(caller, permission)
            ? Optional.of(new SourceFacts(facts.hidden(caller, space, stamp), Set.of()))
            : Optional.empty();
    refuse(relation, permission, role, sources);
    return new Grant(caller, owner, space, role, sources, stamp);
  }

  /** Returns the id that the path of a space had last time; 0 when none is known. */
  public long lastSpaceId(OwnerRef ref, long number) {
    return facts.knownId(ref, number);
  }

  /**
   * The same decision inside a write, on what is stored then: takes the space's next version, so
   * that a second writer waits, and refuses what the caller may no longer do.
   */
  public Grant renew(Transaction transaction, Grant grant, Permission permission) {
    return renew(transaction, grant, permission, Set.of());
  }

  /**
   * The same for a write that attaches sources.
   *
   * @param repositoryIds those that it names: {@link Grant#mayAttach} then tells of them
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

  /** On what is stored, with nothing that was kept. */
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

  /** A token of permissions must be let at all sources, whatever the operation. */
  private static boolean looksAtSources(Caller caller, Permission permission) {
    return permission.ofSources() || !caller.kind().scoped();
  }

  /**
   * The grant to read a space's content under, inside the read that reads it: the same while the
   * space stands as it was decided on, and otherwise decided anew on what that read sees. Without
   * this, what is written between the decision and the read would be shown to whoever might see
   * what was there before.
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
   * Whether the caller may read that much of a repository which they may see: by what the token was
   * given, and a coding agent as the policy of its organization lets it.
   */
  public boolean reads(Caller caller, ReadableRepository repository, Permission permission) {
    return table.of(permission).takes(caller, true)
        && (RepositoryAccess.reachesPrivate(caller) || !repository.isPrivate())
        && (!permission.ofContent() || !AgentPolicy.binds(caller) || repository.agents());
  }

  /**
   * The grant of whoever has just made a space, inside the write that makes it: a creator is its
   * admin.
   *
   * @param repositoryIds those that its resources will name
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

  /** The same grant, with the sources as they are now that the write has changed them. */
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
    Standing standing = relation.standing().with(role);
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

  /** The account by that name, as it is now. */
  public Optional<Owner> owner(OwnerRef ref) {
    return facts.owner(ref, database.versions().current(0));
  }

  /** The account a path names, when it exists and is of that kind. */
  public Optional<Owner> owner(OwnerRef ref, Stamp stamp) {
    return facts.owner(ref, stamp);
  }
}
