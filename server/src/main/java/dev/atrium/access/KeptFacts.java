// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.db.Database;
import dev.atrium.db.Versions.Stamp;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The facts that decisions look at, kept only while the versions that they were read under stand:
 * never a decision.
 */
final class KeptFacts {
  private static final int KEPT = 20_000;

  private final Database database;
  private final Cache<Object, Kept<?>> kept = Caffeine.newBuilder().maximumSize(KEPT).build();
  private final Cache<IdKey, Long> ids = Caffeine.newBuilder().maximumSize(KEPT).build();

  KeptFacts(Database database) {
    this.database = database;
  }

  /** The account a path names, when it exists and is of that kind. */
  Optional<Owner> owner(OwnerRef ref, Stamp stamp) {
    return kept(
        new OwnerKey(ref),
        new Stamp(stamp.directory(), 0),
        handle -> AccessStore.owner(handle, ref));
  }

  Optional<String> membership(Caller caller, Owner owner, Stamp stamp) {
    return owner.isOrganization()
        ? kept(
            new MemberKey(owner.id(), caller.id()),
            new Stamp(stamp.directory(), 0),
            handle -> AccessStore.membership(handle, owner.id(), caller.id()))
        : Optional.empty();
  }

  static Optional<String> membership(Handle handle, Caller caller, Owner owner) {
    return owner.isOrganization()
        ? AccessStore.membership(handle, owner.id(), caller.id())
        : Optional.empty();
  }

  Optional<SpaceFacts> space(long id, Stamp stamp) {
    return kept(new FactsKey(id), stamp, handle -> AccessStore.space(handle, id));
  }

  /** What the caller was granted on the space: by themself, or by a team and those above it. */
  Role granted(Caller caller, SpaceFacts space, Stamp stamp) {
    return kept(
        new GrantedKey(space.id(), caller.id()),
        new Stamp(stamp.directory(), space.version()),
        handle -> AccessStore.granted(handle, space.id(), caller.id()));
  }

  /**
   * The caller's teams in an organization, and all above them: what is granted to these is theirs.
   */
  List<Long> teams(Caller caller, Owner owner, Stamp stamp) {
    return owner.isOrganization()
        ? kept(
            new TeamsKey(owner.id(), caller.id()),
            new Stamp(stamp.directory(), 0),
            handle -> AccessStore.teams(handle, owner.id(), caller.id()))
        : List.of();
  }

  /** Returns the repository by its present name. */
  Optional<RepositoryFacts> repository(String owner, String name, Stamp stamp) {
    return kept(
        new RepositoryNameKey(owner.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)),
        new Stamp(stamp.directory(), 0),
        handle -> RepositoryFactsStore.byName(handle, owner, name));
  }

  Optional<RepositoryFacts> repository(long id, Stamp stamp) {
    return kept(
        new RepositoryIdKey(id),
        new Stamp(stamp.directory(), 0),
        handle -> RepositoryFactsStore.byId(handle, id));
  }

  /** Returns the role of the caller on a repository. */
  RepositoryRole role(Caller caller, long repositoryId, Stamp stamp) {
    return kept(
        new RepositoryRoleKey(
            repositoryId, caller.id(), caller.kind().scoped() ? 0 : caller.tokenId()),
        new Stamp(stamp.directory(), 0),
        handle -> RepositoryAccess.role(handle, caller, repositoryId));
  }

  /** Which id a number has never changes, so that it is kept under no version. */
  Optional<Long> spaceId(Owner owner, long number) {
    IdKey key = new IdKey(owner.id(), number);
    Long id = ids.getIfPresent(key);
    if (id != null) {
      return Optional.of(id);
    }
    Optional<Long> read =
        database.select(handle -> AccessStore.spaceId(handle, owner.id(), number));
    read.ifPresent(found -> ids.put(key, found));
    return read;
  }

  /**
   * The id that the path had last time, so that the space's version comes with the directory's; 0
   * when it is not known.
   */
  long knownId(OwnerRef ref, long number) {
    Kept<?> owner = kept.getIfPresent(new OwnerKey(ref));
    if (owner != null
        && owner.value() instanceof Optional<?> found
        && found.orElse(null) instanceof Owner last) {
      return Objects.requireNonNullElse(ids.getIfPresent(new IdKey(last.id(), number)), 0L);
    }
    return 0;
  }

  /** Kept by the version of the facts themselves, which may be newer than their stamp. */
  List<Long> hidden(Caller caller, SpaceFacts space, Stamp stamp) {
    return space.hasSources()
        ? kept(
            new HiddenKey(space.id(), caller.id(), caller.kind().scoped() ? 0 : caller.tokenId()),
            new Stamp(stamp.directory(), space.version()),
            handle -> RepositoryAccess.sources(handle, caller, space.id(), List.of()).hidden())
        : List.of();
  }

  @SuppressWarnings(
      "unchecked") // Each kind of key is put with its own type of value, here and nowhere else.
  private <T> T kept(Object key, Stamp stamp, Function<Handle, T> load) {
    Kept<?> found = kept.getIfPresent(key);
    if (found != null && found.stamp().equals(stamp)) {
      return (T) found.value();
    }
    T value = database.select(load);
    kept.put(key, new Kept<>(value, stamp));
    return value;
  }

  private record Kept<T>(T value, Stamp stamp) {}

  private record OwnerKey(OwnerRef ref) {}

  private record MemberKey(long orgId, long userId) {}

  private record GrantedKey(long spaceId, long callerId) {}

  private record TeamsKey(long orgId, long userId) {}

  private record IdKey(long ownerId, long number) {}

  private record FactsKey(long spaceId) {}

  private record RepositoryNameKey(String owner, String name) {}

  private record RepositoryIdKey(long id) {}

  private record RepositoryRoleKey(long repositoryId, long callerId, long tokenId) {}

  private record HiddenKey(long spaceId, long callerId, long tokenId) {}
}
