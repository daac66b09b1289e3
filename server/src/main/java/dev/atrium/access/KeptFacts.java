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
 * A cache of the facts that decisions look at. A fact is used only while the versions that it was
 * read under are current. Decisions are never cached.
 *
 * <p>The cache serves only tokens that were let in at the same path before. For others every fact
 * is read, because what is in the cache would tell by its speed that others use the thing.
 */
final class KeptFacts {
  private static final int KEPT = 20_000;

  private final Database database;
  private final Cache<Object, Kept<?>> kept;
  private final Cache<IdKey, Long> ids;
  private final Cache<LetInKey, Boolean> letIn;
  private final boolean fresh;
  private final KeptFacts afresh;

  KeptFacts(Database database) {
    this.database = database;
    this.kept = Caffeine.newBuilder().maximumSize(KEPT).build();
    this.ids = Caffeine.newBuilder().maximumSize(KEPT).build();
    this.letIn = Caffeine.newBuilder().maximumSize(KEPT).build();
    this.fresh = false;
    this.afresh = new KeptFacts(this);
  }

  @SuppressWarnings("ThisEscapedInObjectConstruction")
  private KeptFacts(KeptFacts cached) {
    this.database = cached.database;
    this.kept = cached.kept;
    this.ids = cached.ids;
    this.letIn = cached.letIn;
    this.fresh = true;
    this.afresh = this;
  }

  /**
   * Returns the facts for a caller at a path: cached ones if the token was let in there before,
   * else such as are read anew by every call.
   *
   * @param path a value that stands for the path
   */
  KeptFacts at(Caller caller, Object path) {
    return letIn.getIfPresent(new LetInKey(caller.tokenId(), path)) == null ? afresh : this;
  }

  /** Tells whether each fact is read anew. */
  boolean isFresh() {
    return fresh;
  }

  /** Notes whether the token was let in at the path. */
  void note(Caller caller, Object path, boolean in) {
    if (in && fresh) {
      letIn.put(new LetInKey(caller.tokenId(), path), true);
    } else if (!in && !fresh) {
      letIn.invalidate(new LetInKey(caller.tokenId(), path));
    }
  }

  /** Returns the account that a path names, if it exists and is of that kind. */
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

  /**
   * Returns the role that the caller was granted on the space, directly or through a team or a team
   * above it.
   */
  Role granted(Caller caller, SpaceFacts space, Stamp stamp) {
    return kept(
        new GrantedKey(space.id(), caller.id()),
        new Stamp(stamp.directory(), space.version()),
        handle -> AccessStore.granted(handle, space.id(), caller.id()));
  }

  /**
   * Returns the caller's teams in an organization and all teams above them, whose grants the caller
   * inherits.
   */
  List<Long> teams(Caller caller, Owner owner, Stamp stamp) {
    return owner.isOrganization()
        ? kept(
            new TeamsKey(owner.id(), caller.id()),
            new Stamp(stamp.directory(), 0),
            handle -> AccessStore.teams(handle, owner.id(), caller.id()))
        : List.of();
  }

  /** Returns the repository by its present or former name. */
  Optional<RepositoryFactsStore.Named> repository(RepositoryName name, Stamp stamp) {
    return kept(
        name,
        new Stamp(stamp.directory(), 0),
        handle -> RepositoryFactsStore.byAnyName(handle, name.owner(), name.name()));
  }

  /** Returns the id of the repository that the name led to last time; 0 if that is not known. */
  long knownId(RepositoryName name) {
    Kept<?> last = kept.getIfPresent(name);
    return last != null
            && last.value() instanceof Optional<?> found
            && found.orElse(null) instanceof RepositoryFactsStore.Named named
        ? named.facts().id()
        : 0;
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

  /**
   * Returns the id of the space with this number. It never changes, so it is cached under no
   * version.
   */
  Optional<Long> spaceId(Owner owner, long number) {
    IdKey key = new IdKey(owner.id(), number);
    Long id = fresh ? null : ids.getIfPresent(key);
    if (id != null) {
      return Optional.of(id);
    }
    Optional<Long> read =
        database.select(handle -> AccessStore.spaceId(handle, owner.id(), number));
    read.ifPresent(found -> ids.put(key, found));
    return read;
  }

  /**
   * Returns the space id that the path led to last time, or 0 if it is not known. With it, the
   * space's version can be read together with the directory's.
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

  /**
   * Returns the ids of the space's repositories that the caller may not read. The key is the
   * version in the facts themselves, which may be newer than their stamp.
   */
  List<Long> hidden(Caller caller, SpaceFacts space, Stamp stamp) {
    return space.hasSources() || fresh
        ? kept(
            new HiddenKey(space.id(), caller.id(), caller.kind().scoped() ? 0 : caller.tokenId()),
            new Stamp(stamp.directory(), space.version()),
            handle -> RepositoryAccess.sources(handle, caller, space.id(), List.of()).hidden())
        : List.of();
  }

  @SuppressWarnings(
      "unchecked") // Each kind of key is stored only here, with a value of its own type.
  private <T> T kept(Object key, Stamp stamp, Function<Handle, T> load) {
    Kept<?> found = fresh ? null : kept.getIfPresent(key);
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

  private record LetInKey(long tokenId, Object path) {}

  /** The name of a repository in a path, in lower case. */
  record RepositoryName(String owner, String name) {
    RepositoryName {
      owner = owner.toLowerCase(Locale.ROOT);
      name = name.toLowerCase(Locale.ROOT);
    }
  }

  private record RepositoryIdKey(long id) {}

  private record RepositoryRoleKey(long repositoryId, long callerId, long tokenId) {}

  private record HiddenKey(long spaceId, long callerId, long tokenId) {}
}
