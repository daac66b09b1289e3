// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Access;
import dev.atrium.access.Grant;
import dev.atrium.access.Permission;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.error.ApiException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a space: read without those that the caller may not see, changed one at a time.
 */
public final class Resources {
  /**
   * Maximum length of a space's metadata in total, in characters. The server can answer this much
   * from its heap, and it is far more than models accept.
   */
  static final int MOST_TEXT = 8 * 1024 * 1024;

  /**
   * Length, in characters, from which a write checks {@link #MOST_TEXT}: even 500 smaller resources
   * add little, so writing one does not cost a count.
   */
  static final int LARGE = 16 * 1024;

  private final Database database;
  private final Access access;
  private final SourceCheck sources;
  private final Clock clock;
  private final int most;

  /**
   * @param most how many resources a space may have
   */
  public Resources(Database database, Access access, SourceCheck sources, Clock clock, int most) {
    this.database = database;
    this.access = access;
    this.sources = sources;
    this.clock = clock;
    this.most = most;
  }

  /** Returns the resources that the caller may see, oldest first. */
  public List<Resource> list(Grant grant) {
    return database.read(
        handle -> list(handle, access.reading(handle, grant, Permission.READ_RESOURCES)));
  }

  /** Returns the resources that the caller may see, oldest first, inside a unit of work. */
  public List<Resource> list(Handle handle, Grant grant) {
    return ResourceStore.list(handle, grant.spaceId()).stream()
        .filter(resource -> grant.sees(resource.repositoryId()))
        .toList();
  }

  Resource get(Grant grant, long id) {
    return database.read(
        handle -> require(handle, access.reading(handle, grant, Permission.READ_RESOURCES), id));
  }

  /** Attaches a source, or returns the existing resource if the space already has the same file. */
  Created create(Grant grant, Metadata metadata) {
    sources.check(grant.caller(), metadata);
    return database.write(transaction -> {
      Handle handle = transaction.handle();
      Grant renewed = renew(transaction, grant, Optional.ofNullable(metadata.repositoryId()));
      checkReadable(renewed, metadata);
      List<Resource> made =
          ResourceStore.insert(handle, grant.spaceId(), List.of(metadata), now(), most);
      if (made.isEmpty()) {
        return new Created(existing(handle, renewed, metadata).orElseThrow(this::tooMany), false);
      }
      AuditLog.add(transaction, event(AuditAction.RESOURCE_ADDED, made.getFirst()));
      checkSize(handle, made.getFirst());
      return new Created(made.getFirst(), true);
    });
  }

  /** Changes a resource's metadata: absent keys keep their value. */
  Resource update(Grant grant, long id, ObjectNode sent) {
    sources.check(grant.caller(), merged(get(grant, id), sent));
    return database.write(transaction -> {
      Handle handle = transaction.handle();
      Grant renewed = renew(transaction, grant, Metadata.repositoryId(sent));
      Resource found = find(handle, renewed, id).orElseThrow(ApiException::notFound);
      Metadata metadata = merged(found, sent);
      if (existing(handle, renewed, metadata).filter(same -> same.id() != id).isPresent()) {
        throw ApiException.invalid(ResourceFaults.sameFile());
      }
      checkReadable(renewed, metadata);
      Resource changed = ResourceStore.update(handle, id, metadata, now());
      checkSize(handle, changed);
      if (!changed.metadata().equals(found.metadata())) {
        AuditLog.add(transaction, event(AuditAction.RESOURCE_CHANGED, changed));
      }
      return changed;
    });
  }

  void delete(Grant grant, long id) {
    database.write(transaction -> {
      Grant renewed = renew(transaction, grant, Optional.empty());
      Resource resource = require(transaction.handle(), renewed, id);
      AuditLog.add(transaction, event(AuditAction.RESOURCE_REMOVED, resource));
      ResourceStore.delete(transaction.handle(), List.of(id));
      return true;
    });
  }

  private Grant renew(Transaction transaction, Grant grant, Optional<Long> repositoryId) {
    Set<Long> named = repositoryId.map(Set::of).orElse(Set.of());
    return access.renew(transaction, grant, Permission.WRITE_RESOURCES, named);
  }

  static AuditEvent event(AuditAction action, Resource resource) {
    return event(action, resource, resource.repositoryId());
  }

  static AuditEvent event(AuditAction action, Resource resource, @Nullable Long repositoryId) {
    return new AuditEvent(action)
        .space(resource.spaceId())
        .repository(repositoryId)
        .with("resource_id", resource.id())
        .with("resource_type", resource.type().wire());
  }

  private static Metadata merged(Resource stored, ObjectNode sent) {
    return Metadata.merged(stored.type(), stored.metadata(), sent);
  }

  private static Optional<Resource> existing(Handle handle, Grant renewed, Metadata metadata) {
    return metadata.type() == ResourceType.GITHUB_FILE
        ? ResourceStore.sameFile(handle, renewed.spaceId(), metadata)
        : Optional.empty();
  }

  private static Optional<Resource> find(Handle handle, Grant grant, long id) {
    return ResourceStore.find(handle, grant.spaceId(), id)
        .filter(resource -> grant.sees(resource.repositoryId()));
  }

  private static Resource require(Handle handle, Grant grant, long id) {
    Resource found =
        ResourceStore.find(handle, grant.spaceId(), id).orElseThrow(ApiException::notFound);
    grant.requireVisible(found.repositoryId());
    return found;
  }

  /**
   * Checks again, in the writing transaction, that the repository may be attached: it may have been
   * deleted, or closed to the caller, since the first check.
   */
  static void checkReadable(Grant renewed, Metadata metadata) {
    Long id = metadata.repositoryId();
    if (id != null && !renewed.mayAttach(id)) {
      throw ApiException.invalid(ResourceFaults.unknownRepository());
    }
  }

  private ApiException tooMany() {
    return ApiException.invalid(ResourceFaults.tooMany(most));
  }

  private static void checkSize(Handle handle, Resource written) {
    if (written.metadata().length() > LARGE
        && ResourceStore.size(handle, written.spaceId()) > MOST_TEXT) {
      throw ApiException.invalid(ResourceFaults.tooLarge());
    }
  }

  private long now() {
    return clock.millis() / 1000;
  }

  /**
   * The result of attaching a source.
   *
   * @param isNew false if the space had the file already
   */
  public record Created(Resource resource, boolean isNew) {}
}
