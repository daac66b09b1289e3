// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.db.Versions.Stamp;
import dev.atrium.error.ApiException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Turns a caller and what a path names into a {@link Grant} or an {@link OwnerGrant}, or refuses.
 * Every request is decided anew, from facts that are kept only while the versions they were read
 * under stand.
 */
public final class Access {
  private static final int KEPT = 20_000;

  private final Database database;
  private final Clock clock;
  private final Cache<Object, Kept<?>> kept = Caffeine.newBuilder().maximumSize(KEPT).build();
  private final Cache<IdKey, Long> ids = Caffeine.newBuilder().maximumSize(KEPT).build();

  public Access(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Lets the caller at a space, when the token is of a kind that the operation takes and the role
   * is high enough.
   *
   * @throws ApiException 403 or 404, in the order of behaviour §2: a space that is not visible and
   *     one that does not exist are the same 404
   */
  public Grant space(Caller caller, OwnerRef ref, long number, Permission permission) {
    permission.check(caller, ref.organization());
    long known = knownId(ref, number);
    Stamp stamp = database.versions().current(known);
    Owner owner = owner(ref, stamp).orElseThrow(ApiException::notFound);
    long id = spaceId(owner, number).orElseThrow(ApiException::notFound);
    if (id != known) {
      stamp =
          database
              .versions()
              .current(
                  id); // Taken before the facts are read: they may be newer than it, never older.
    }
    SpaceFacts space =
        kept(new FactsKey(id), stamp, handle -> AccessStore.space(handle, id))
            .orElseThrow(ApiException::notFound);
    Optional<String> membership = membership(caller, owner, stamp);
    Role role = role(caller, owner, space, membership);
    List<Long> hidden = hidden(caller, space, stamp);
    refuse(caller, owner, permission, role, hidden);
    return new Grant(caller, owner, space, role, hidden, stamp);
  }

  /**
   * The same decision inside a write, on what is stored then: takes the space's next version, so
   * that a second writer waits, and refuses what the caller may no longer do.
   */
  public Grant renew(Transaction transaction, Grant grant, Permission permission) {
    Handle handle = transaction.handle();
    SpaceFacts space =
        AccessStore.takeVersion(handle, grant.spaceId(), clock.instant().getEpochSecond())
            .orElseThrow(ApiException::notFound);
    transaction.spaceChanged(space.id());
    return decide(handle, grant, space, permission);
  }

  /** On what is stored, with nothing that was kept. */
  private static Grant decide(Handle handle, Grant grant, SpaceFacts space, Permission permission) {
    Owner owner = grant.owner();
    Caller caller = grant.caller();
    Optional<String> membership =
        owner.isOrganization()
            ? AccessStore.membership(handle, owner.id(), caller.id())
            : Optional.empty();
    Role role = role(caller, owner, space, membership);
    List<Long> hidden = hidden(handle, caller, space);
    refuse(caller, owner, permission, role, hidden);
    return new Grant(caller, owner, space, role, hidden, grant.stamp());
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
            permission);
  }

  /** Lets the caller list an owner's spaces: 404 for an organization that they are no member of. */
  public OwnerGrant list(Caller caller, OwnerRef ref) {
    Permission.LIST_SPACES.check(caller, ref.organization());
    Stamp stamp = database.versions().current(0);
    Owner owner = owner(ref, stamp).orElseThrow(ApiException::notFound);
    boolean administers = administers(caller, owner, membership(caller, owner, stamp));
    if (owner.isOrganization()
        && !administers
        && !isMember(caller, owner, membership(caller, owner, stamp))) {
      throw ApiException.notFound();
    }
    return new OwnerGrant(caller, owner, administers);
  }

  /**
   * Lets the caller create a space: members of the organization, and users under their own account.
   */
  public OwnerGrant create(Caller caller, OwnerRef ref) {
    Permission.CREATE_SPACE.check(caller, ref.organization());
    Stamp stamp = database.versions().current(0);
    Owner owner = owner(ref, stamp).orElseThrow(ApiException::notFound);
    return creating(caller, owner, membership(caller, owner, stamp));
  }

  /** The same decision inside the write. */
  public OwnerGrant renewCreate(Transaction transaction, OwnerGrant grant) {
    Owner owner = grant.owner();
    return creating(
        grant.caller(),
        owner,
        AccessStore.membership(transaction.handle(), owner.id(), grant.caller().id()));
  }

  /**
   * The grant of whoever has just made a space, inside the write that makes it: a creator is its
   * admin.
   */
  public Grant created(Transaction transaction, OwnerGrant grant, long number) {
    SpaceFacts space =
        AccessStore.spaceId(transaction.handle(), grant.owner().id(), number)
            .flatMap(id -> AccessStore.space(transaction.handle(), id))
            .orElseThrow(ApiException::notFound);
    transaction.spaceChanged(space.id());
    return new Grant(grant.caller(), grant.owner(), space, Role.ADMIN, List.of(), new Stamp(0, 0));
  }

  /** The same grant, with the sources as they are now that the write has changed them. */
  public Grant seen(Transaction transaction, Grant renewed) {
    SpaceFacts space =
        AccessStore.space(transaction.handle(), renewed.spaceId())
            .orElseThrow(ApiException::notFound);
    List<Long> hidden = hidden(transaction.handle(), renewed.caller(), space);
    return new Grant(
        renewed.caller(), renewed.owner(), space, renewed.role(), hidden, renewed.stamp());
  }

  private static OwnerGrant creating(Caller caller, Owner owner, Optional<String> membership) {
    boolean administers = administers(caller, owner, membership);
    if (!administers && !isMember(caller, owner, membership)) {
      throw ApiException.forbidden(
          owner.isOrganization()
              ? "You must be a member of the organization to create a Copilot Space in it."
              : "You can create Copilot Spaces only for your own account.");
    }
    return new OwnerGrant(caller, owner, administers);
  }

  private static void refuse(
      Caller caller, Owner owner, Permission permission, Role role, List<Long> hidden) {
    boolean visible = role.atLeast(Role.READER) && (caller.kind().scoped() || hidden.isEmpty());
    boolean deletes = permission == Permission.DELETE_SPACE;
    boolean ownersOnly = !owner.isOrganization() && (deletes || permission == Permission.SET_SPACE);
    boolean allowed = ownersOnly ? owner.id() == caller.id() : role.atLeast(permission.role());
    if (!visible || (deletes && !allowed)) {
      throw ApiException.notFound();
    }
    if (!allowed) {
      throw ApiException.forbidden(
          ownersOnly
              ? "Only the owner of this Copilot Space may change it."
              : "You need the %s role on this Copilot Space; you have %s."
                  .formatted(permission.role().wire(), role.wire()));
    }
  }

  private static Role role(
      Caller caller, Owner owner, SpaceFacts space, Optional<String> membership) {
    if (administers(caller, owner, membership)) {
      return caller.isInstallation()
              && !caller.hasPermission("organization_copilot_spaces", "write")
          ? Role.READER
          : Role.ADMIN;
    }
    if (!owner.isOrganization()) {
      return space.baseRole().atLeast(Role.READER) ? Role.READER : Role.NO_ACCESS;
    }
    if (!isMember(caller, owner, membership)) {
      return Role.NO_ACCESS;
    }
    return space.baseRole().or(space.creatorId() == caller.id() ? Role.ADMIN : Role.NO_ACCESS);
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
    return owner(ref, database.versions().current(0));
  }

  /** The account a path names, when it exists and is of that kind. */
  public Optional<Owner> owner(OwnerRef ref, Stamp stamp) {
    return kept(
        new OwnerKey(ref),
        new Stamp(stamp.directory(), 0),
        handle -> AccessStore.owner(handle, ref));
  }

  private Optional<String> membership(Caller caller, Owner owner, Stamp stamp) {
    return owner.isOrganization()
        ? kept(
            new MemberKey(owner.id(), caller.id()),
            new Stamp(stamp.directory(), 0),
            handle -> AccessStore.membership(handle, owner.id(), caller.id()))
        : Optional.empty();
  }

  /** Which id a number has never changes, so that it is kept under no version. */
  private Optional<Long> spaceId(Owner owner, long number) {
    IdKey key = new IdKey(owner.id(), number);
    Long id = ids.getIfPresent(key);
    if (id != null) {
      return Optional.of(id);
    }
    Optional<Long> read = database.read(handle -> AccessStore.spaceId(handle, owner.id(), number));
    read.ifPresent(found -> ids.put(key, found));
    return read;
  }

  /**
   * The id that the path had last time, so that the space's version comes with the directory's; 0
   * when it is not known.
   */
  private long knownId(OwnerRef ref, long number) {
    Kept<?> owner = kept.getIfPresent(new OwnerKey(ref));
    if (owner != null
        && owner.value() instanceof Optional<?> found
        && found.orElse(null) instanceof Owner last) {
      return Objects.requireNonNullElse(ids.getIfPresent(new IdKey(last.id(), number)), 0L);
    }
    return 0;
  }

  /** Kept by the version of the facts themselves, which may be newer than their stamp. */
  private List<Long> hidden(Caller caller, SpaceFacts space, Stamp stamp) {
    return space.repositoryIds().isEmpty()
        ? List.of()
        : kept(
            new HiddenKey(space.id(), caller.id(), caller.kind().scoped() ? 0 : caller.tokenId()),
            new Stamp(stamp.directory(), space.version()),
            handle -> hidden(handle, caller, space));
  }

  private static List<Long> hidden(Handle handle, Caller caller, SpaceFacts space) {
    Map<Long, RepositoryRole> roles = RepositoryAccess.roles(handle, caller, space.repositoryIds());
    return space.repositoryIds().stream()
        .filter(id -> !roles.getOrDefault(id, RepositoryRole.NONE).atLeast(RepositoryRole.PULL))
        .toList();
  }

  @SuppressWarnings(
      "unchecked") // Each kind of key is put with its own type of value, here and nowhere else.
  private <T> T kept(Object key, Stamp stamp, Function<Handle, T> load) {
    Kept<?> found = kept.getIfPresent(key);
    if (found != null && found.stamp().equals(stamp)) {
      return (T) found.value();
    }
    T value = database.read(load);
    kept.put(key, new Kept<>(value, stamp));
    return value;
  }

  private record Kept<T>(T value, Stamp stamp) {}

  private record OwnerKey(OwnerRef ref) {}

  private record MemberKey(long orgId, long userId) {}

  private record IdKey(long ownerId, long number) {}

  private record FactsKey(long spaceId) {}

  private record HiddenKey(long spaceId, long callerId, long tokenId) {}
}
