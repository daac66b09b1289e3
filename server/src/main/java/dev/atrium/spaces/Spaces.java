// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.access.Access;
import dev.atrium.access.Grant;
import dev.atrium.access.OwnerGrant;
import dev.atrium.access.Permission;
import dev.atrium.access.Role;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Changes;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.db.Versions.Stamp;
import dev.atrium.directory.Accounts;
import dev.atrium.error.ApiException;
import dev.atrium.http.Body;
import dev.atrium.resources.ResourceChanges;
import dev.atrium.resources.Resources;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The operations on spaces: each needs a grant, and creates, reads, changes or deletes under it.
 */
final class Spaces {
  /**
   * Capacity of the cache of answers, in bytes: about 4,000 answers of the usual 4 KB. Large ones
   * are rendered while they are sent, and not kept.
   */
  private static final long KEPT_BYTES = 16L * 1024 * 1024;

  private final Database database;
  private final Access access;
  private final Resources resources;
  private final ResourceChanges resourceChanges;
  private final SpaceJson json;
  private final Clock clock;
  private final Cache<Key, Kept> rendered =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .<Key, Kept>weigher((key, kept) -> kept.answer().bytes().length)
          .build();

  Spaces(
      Database database,
      Access access,
      Resources resources,
      ResourceChanges resourceChanges,
      SpaceJson json,
      Clock clock) {
    this.database = database;
    this.access = access;
    this.resources = resources;
    this.resourceChanges = resourceChanges;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Returns the space as this caller sees it, as pre-rendered JSON. A cached answer is served while
   * the grant's version stamp is unchanged.
   */
  Body get(Grant grant) {
    Key key = new Key(grant.spaceId(), grant.hiddenRepositoryIds());
    Kept kept = rendered.getIfPresent(key);
    if (kept != null && kept.stamp().equals(grant.stamp())) {
      return kept.answer();
    }
    Seen seen = seen(grant);
    Body answer = Body.json(seen.space());
    if (seen.by() == grant && answer instanceof Body.Bytes bytes) {
      rendered.put(key, new Kept(grant.stamp(), bytes));
    }
    return answer;
  }

  /** Returns the space as this caller sees it. */
  SpaceJson.Whole read(Grant grant) {
    return seen(grant).space();
  }

  private Seen seen(Grant grant) {
    return database.read(handle -> {
      Grant now = access.reading(handle, grant, Permission.GET_SPACE);
      Space space = SpaceStore.find(handle, grant.spaceId()).orElseThrow(ApiException::notFound);
      return new Seen(now, json.whole(handle, space, resources.list(handle, now)));
    });
  }

  /** Creates a space with its resources, all or nothing. */
  SpaceJson.Whole create(OwnerGrant grant, SpaceFields fields) {
    resourceChanges.check(grant.caller(), Optional.empty(), fields.resources(), fields.faults());
    return database.write(transaction -> {
      access.owners().renewCreate(transaction, grant);
      long number = Accounts.nextSpaceNumber(transaction.handle(), grant.owner().id());
      Space made =
          SpaceStore.insert(
              transaction.handle(),
              grant.owner().id(),
              number,
              grant.caller().id(),
              fields,
              clock.millis() / 1000);
      Grant creators =
          access.created(
              transaction, grant, made.number(), ResourceChanges.repositoryIds(fields.resources()));
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.SPACE_CREATED)
              .space(made.id())
              .with("base_role", made.baseRole().wire()));
      resourceChanges.apply(transaction, creators, fields.resources());
      return answer(transaction, creators, made);
    });
  }

  /**
   * Changes a space and its resources, all or nothing. The fields that were sent are applied to
   * what is stored at the time of the write.
   */
  SpaceJson.Whole update(Grant grant, SpaceFields fields) {
    resourceChanges.check(grant.caller(), Optional.of(grant), fields.resources(), fields.faults());
    return database.write(transaction -> {
      Grant renewed =
          access.renew(
              transaction,
              grant,
              Permission.SET_SPACE,
              ResourceChanges.repositoryIds(fields.resources()));
      Space stored =
          SpaceStore.find(transaction.handle(), grant.spaceId())
              .orElseThrow(ApiException::notFound);
      Space changed = SpaceStore.update(transaction.handle(), changed(renewed, stored, fields));
      audit(transaction, stored, changed);
      resourceChanges.apply(transaction, renewed, fields.resources());
      return answer(transaction, access.seen(transaction, renewed), changed);
    });
  }

  private static void audit(Transaction transaction, Space was, Space now) {
    Changes changes =
        new Changes()
            .field("name", now.name(), was.name())
            .field("description", now.description(), was.description())
            .field("general_instructions", now.generalInstructions(), was.generalInstructions())
            .field("base_role", now.baseRole(), was.baseRole());
    if (!changes.none()) {
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.SPACE_CHANGED)
              .space(now.id())
              .with("fields", changes.fields())
              .changed("base_role", now.baseRole().wire(), was.baseRole().wire()));
    }
  }

  private static Space changed(Grant grant, Space stored, SpaceFields fields) {
    Role baseRole = fields.baseRole().or(stored.baseRole());
    if (baseRole != stored.baseRole()) {
      grant.requireBaseRoleChange();
    }
    return new Space(
        stored.id(),
        stored.ownerId(),
        stored.number(),
        fields.name().or(stored.name()),
        fields.description().orKeep(stored.description()),
        fields.generalInstructions().orKeep(stored.generalInstructions()),
        baseRole,
        stored.creatorId(),
        stored.createdAt(),
        stored.updatedAt());
  }

  void delete(Grant grant) {
    database.write(transaction -> {
      access.renew(transaction, grant, Permission.DELETE_SPACE);
      AuditLog.add(transaction, new AuditEvent(AuditAction.SPACE_DELETED).space(grant.spaceId()));
      SpaceStore.delete(transaction.handle(), grant.spaceId());
      return true;
    });
  }

  private SpaceJson.Whole answer(Transaction transaction, Grant grant, Space space) {
    return json.whole(transaction.handle(), space, resources.list(transaction.handle(), grant));
  }

  private record Key(long spaceId, List<Long> hiddenRepositoryIds) {
    Key {
      Objects.requireNonNull(hiddenRepositoryIds);
    }
  }

  /**
   * A space as it was read.
   *
   * @param by the grant that it was read under. It differs from the caller's if the space has
   *     changed since that was decided; then the answer must not be cached under the caller's stamp
   *     and key
   */
  private record Seen(Grant by, SpaceJson.Whole space) {}

  private record Kept(Stamp stamp, Body.Bytes answer) {}
}
