// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.db.Versions.Stamp;
import dev.atrium.error.ApiException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Turns a caller and what a path names into a {@link Grant} or an {@link OwnerGrant}, or refuses.
 * Every request is decided anew, from facts that are kept only while the versions they were read
 * under stand.
 */
public final class Access {
  private final Database database;
  private final AccessTable table;
  private final Clock clock;
  private final KeptFacts facts;

  public Access(Database database, AccessTable table, Clock clock) {
    this.database = database;
    this.table = table;
    this.clock = clock;
    this.facts = new KeptFacts(database);
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
    Optional<String> membership = facts.membership(caller, owner, stamp);
    Stamp decided = stamp;
    Role role = role(caller, owner, space, membership, () -> facts.granted(caller, space, decided));
    Optional<SourceFacts> sources =
        looksAtSources(caller, permission)
            ? Optional.of(new SourceFacts(facts.hidden(caller, space, stamp), Set.of()))
            : Optional.empty();
    refuse(caller, owner, permission, role, membership, sources);
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
    transaction.spaceChanged(space.id());
    return decide(handle, grant, space, permission, repositoryIds);
  }

  /** On what is stored, with nothing that was kept. */
  private Grant decide(
      Handle handle, Grant grant, SpaceFacts space, Permission permission, Set<Long> named) {
    Owner owner = grant.owner();
    Caller caller = grant.caller();
    Optional<String> membership = KeptFacts.membership(handle, caller, owner);
    Role role =
        role(
            caller,
            owner,
            space,
            membership,
            () -> AccessStore.granted(handle, space.id(), caller.id()));
    Optional<SourceFacts> sources =
        looksAtSources(caller, permission)
            ? Optional.of(
                space.hasSources() || !named.isEmpty()
                    ? RepositoryAccess.sources(handle, caller, space.id(), named)
                    : SourceFacts.NONE)
            : Optional.empty();
    refuse(caller, owner, permission, role, membership, sources);
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

  /** Lets the caller list an owner's spaces: 404 for an organization that they are no member of. */
  public OwnerGrant list(Authenticated authenticated, OwnerRef ref) {
    Caller caller = authenticated.caller();
    table.of(Permission.LIST_SPACES).check(caller, ref.organization());
    Stamp stamp = authenticated.stamp();
    Owner owner = owner(ref, stamp).orElseThrow(ApiException::notFound);
    Optional<String> membership = facts.membership(caller, owner, stamp);
    if (!standing(caller, owner, membership)
        .atLeast(table.of(Permission.LIST_SPACES).standing(owner.isOrganization()))) {
      throw ApiException.hidden();
    }
    return new OwnerGrant(
        caller, owner, administers(caller, owner, membership), facts.teams(caller, owner, stamp));
  }

  /**
   * Lets the caller create a space: members of the organization, and users under their own account.
   */
  public OwnerGrant create(Authenticated authenticated, OwnerRef ref) {
    Caller caller = authenticated.caller();
    table.of(Permission.CREATE_SPACE).check(caller, ref.organization());
    Stamp stamp = authenticated.stamp();
    Owner owner = owner(ref, stamp).orElseThrow(ApiException::notFound);
    return creating(caller, owner, facts.membership(caller, owner, stamp));
  }

  /** The same decision inside the write, until whose end a member cannot leave. */
  public OwnerGrant renewCreate(Transaction transaction, OwnerGrant grant) {
    Owner owner = grant.owner();
    Caller caller = grant.caller();
    return creating(
        caller,
        owner,
        owner.isOrganization()
            ? AccessStore.heldMembership(transaction.handle(), owner.id(), caller.id())
            : Optional.empty());
  }

  /**
   * Lets the caller at an organization's settings of the coding agent.
   *
   * @throws ApiException 404 for an organization that is not there, 403 for everybody but its
   *     owners
   */
  public OwnerGrant agentSettings(
      Authenticated authenticated, String organization, Permission permission) {
    Caller caller = authenticated.caller();
    table.of(permission).check(caller, true);
    if (permission.namesRepository()) {
      table.of(Permission.READ_REPOSITORY).check(caller, true);
    }
    Stamp stamp = authenticated.stamp();
    Owner owner =
        owner(new OwnerRef.ByLogin(true, organization), stamp).orElseThrow(ApiException::notFound);
    return administered(caller, owner, permission, facts.membership(caller, owner, stamp));
  }

  /**
   * Lets the caller at an organization's audit log: its owners alone, and no site admin for being
   * one, since it tells of spaces.
   *
   * @throws ApiException as {@link #agentSettings}
   */
  public OwnerGrant auditLog(Authenticated authenticated, String organization) {
    Caller caller = authenticated.caller();
    table.of(Permission.READ_AUDIT_LOG).check(caller, true);
    Stamp stamp = authenticated.stamp();
    Owner owner =
        owner(new OwnerRef.ByLogin(true, organization), stamp).orElseThrow(ApiException::notFound);
    return administered(
        caller, owner, Permission.READ_AUDIT_LOG, facts.membership(caller, owner, stamp));
  }

  /** The same decision inside the read. */
  public OwnerGrant readingAuditLog(Handle handle, OwnerGrant grant) {
    Caller caller = grant.caller();
    Optional<String> membership = KeptFacts.membership(handle, caller, grant.owner());
    return administered(caller, grant.owner(), Permission.READ_AUDIT_LOG, membership);
  }

  /** The same decision inside the write. */
  public OwnerGrant renewAgentSettings(
      Transaction transaction, OwnerGrant grant, Permission permission) {
    Owner owner = grant.owner();
    return administered(
        grant.caller(),
        owner,
        permission,
        KeptFacts.membership(transaction.handle(), grant.caller(), owner));
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

  private OwnerGrant administered(
      Caller caller, Owner owner, Permission permission, Optional<String> membership) {
    if (!standing(caller, owner, membership).atLeast(table.of(permission).standing(true))) {
      throw ApiException.forbidden("You must be an owner of the organization.");
    }
    return new OwnerGrant(caller, owner, true, List.of());
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
    transaction.spaceChanged(space.id());
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

  private OwnerGrant creating(Caller caller, Owner owner, Optional<String> membership) {
    if (!standing(caller, owner, membership)
        .atLeast(table.of(Permission.CREATE_SPACE).standing(owner.isOrganization()))) {
      throw ApiException.forbidden(
          owner.isOrganization()
              ? "You must be a member of the organization to create a Copilot Space in it."
              : "You can create Copilot Spaces only for your own account.");
    }
    return new OwnerGrant(caller, owner, administers(caller, owner, membership), List.of());
  }

  private void refuse(
      Caller caller,
      Owner owner,
      Permission permission,
      Role role,
      Optional<String> membership,
      Optional<SourceFacts> sources) {
    Standing needed = table.of(permission).standing(owner.isOrganization());
    Standing standing = standing(caller, owner, membership).with(role);
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

  /** Towards the owner, whatever the role on one of their spaces. */
  private static Standing standing(Caller caller, Owner owner, Optional<String> membership) {
    if (administers(caller, owner, membership)) {
      // What an app may do, its permissions say: it owns nothing, and holds no one's place.
      return Standing.OWNER;
    }
    return owner.isOrganization() && isMember(caller, owner, membership)
        ? Standing.MEMBER
        : Standing.ANYONE;
  }

  private static Role role(
      Caller caller,
      Owner owner,
      SpaceFacts space,
      Optional<String> membership,
      Supplier<Role> granted) {
    if (administers(caller, owner, membership)) {
      return caller.isInstallation()
              && !caller.hasPermission("organization_copilot_spaces", "write")
          ? Role.READER
          : Role.ADMIN;
    }
    if (owner.isOrganization()) {
      if (!isMember(caller, owner, membership)) {
        return Role.NO_ACCESS;
      }
      if (space.creatorId() == caller.id()) {
        return Role.ADMIN;
      }
    }
    return space.baseRole().or(granted.get());
  }

  private static boolean administers(Caller caller, Owner owner, Optional<String> membership) {
    if (!caller.kind().scoped() && caller.resourceOwnerId() != owner.id()) {
      return false;
    }
    if (caller.isInstallation()) {
      return true;
    }
    return owner.isOrganization()
        ? membership.filter("admin"::equals).isPresent()
        : owner.id() == caller.id();
  }

  private static boolean isMember(Caller caller, Owner owner, Optional<String> membership) {
    return membership.isPresent()
        && (caller.kind().scoped() || caller.resourceOwnerId() == owner.id());
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
