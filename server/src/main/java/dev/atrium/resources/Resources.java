// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Access;
import dev.atrium.access.Caller;
import dev.atrium.access.Grant;
import dev.atrium.access.Permission;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryRole;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The resources of a space: read without those that the caller may not read, changed all or
 * nothing.
 */
public final class Resources {
  /**
   * Characters of all texts of a space together: what the server can answer with on its heap, and
   * far more than models take.
   */
  private static final int MOST_TEXT = 8 * 1024 * 1024;

  /** Characters; of smaller ones even 500 are not much together, and the rest is not counted. */
  private static final int LARGE = 16 * 1024;

  private final Database database;
  private final Access access;
  private final Sources sources;
  private final Clock clock;
  private final int most;

  /**
   * @param most that a space may have
   */
  public Resources(Database database, Access access, Sources sources, Clock clock, int most) {
    this.database = database;
    this.access = access;
    this.sources = sources;
    this.clock = clock;
    this.most = most;
  }

  /** Those that the caller may read, oldest first. */
  public List<Resource> list(Grant grant) {
    return database.read(
        handle -> list(handle, access.reading(handle, grant, Permission.READ_RESOURCES)));
  }

  /** The same, inside a unit of work. */
  public List<Resource> list(Handle handle, Grant grant) {
    return ResourceStore.list(handle, grant.spaceId()).stream()
        .filter(resource -> visible(grant, resource))
        .toList();
  }

  Resource get(Grant grant, long id) {
    return database.read(
        handle -> require(handle, access.reading(handle, grant, Permission.READ_RESOURCES), id));
  }

  /** Attaches a source, or finds the same file attached already. */
  Created create(Grant grant, Metadata metadata) {
    sources
        .fault(grant.caller(), metadata)
        .ifPresent(fault -> {
          throw ApiException.invalid(fault);
        });
    return database.write(transaction -> {
      Handle handle = transaction.handle();
      Grant renewed = access.renew(transaction, grant, Permission.WRITE_RESOURCES);
      checkReadable(handle, renewed.caller(), metadata);
      Optional<Resource> existing = existing(handle, renewed, metadata);
      if (existing.isPresent()) {
        return new Created(existing.get(), false);
      }
      Resource made = insert(transaction, renewed, metadata);
      checkCount(handle, grant.spaceId());
      checkSize(handle, made);
      return new Created(made, true);
    });
  }

  /** Changes a source's metadata: keys that are absent stay. */
  Resource update(Grant grant, long id, ObjectNode sent) {
    checkSources(grant.caller(), List.of(merged(get(grant, id), sent)));
    return database.write(transaction ->
        update(transaction, access.renew(transaction, grant, Permission.WRITE_RESOURCES), id, sent)
            .orElseThrow(ApiException::notFound));
  }

  void delete(Grant grant, long id) {
    database.write(transaction -> {
      Grant renewed = access.renew(transaction, grant, Permission.WRITE_RESOURCES);
      remove(transaction, require(transaction.handle(), renewed, id));
      return true;
    });
  }

  /**
   * Looks at the sources that a space's body names, before its transaction.
   *
   * @param grant of the space, or nothing for one that is being made
   * @throws ApiException 422 with every fault, each at its place in the array
   */
  public void check(Caller caller, Optional<Grant> grant, List<ResourceChange> changes) {
    List<FieldError> faults = new ArrayList<>();
    for (ResourceChange change : changes) {
      List<FieldError> found =
          switch (change) {
            case ResourceChange.Add add -> sources.fault(caller, add.metadata()).stream().toList();
            case ResourceChange.Update update -> updateFaults(caller, grant, update);
            case ResourceChange.Remove remove ->
                grant.flatMap(g -> stored(g, remove.id())).isPresent()
                    ? List.of()
                    : List.of(unknown(remove.id()));
          };
      found.forEach(fault -> faults.add(fault.at(change.index())));
    }
    if (!faults.isEmpty()) {
      throw ApiException.invalid(faults);
    }
  }

  private List<FieldError> updateFaults(
      Caller caller, Optional<Grant> grant, ResourceChange.Update update) {
    Optional<Resource> stored = grant.flatMap(g -> stored(g, update.id()));
    if (stored.isEmpty()) {
      return List.of(unknown(update.id()));
    }
    List<FieldError> faults = new ArrayList<>();
    Metadata metadata =
        Metadata.read(
            stored.get().type(), Metadata.over(stored.get().metadata(), update.sent()), faults);
    return faults.isEmpty() ? sources.fault(caller, metadata).stream().toList() : faults;
  }

  /** Applies the changes of a space's body inside its transaction; any fault undoes them all. */
  public void apply(Transaction transaction, Grant renewed, List<ResourceChange> changes) {
    Handle handle = transaction.handle();
    for (ResourceChange change : changes) {
      switch (change) {
        case ResourceChange.Add add -> {
          if (existing(handle, renewed, add.metadata()).isEmpty()) {
            checkSize(handle, insert(transaction, renewed, add.metadata()));
          }
        }
        case ResourceChange.Update update -> {
          if (update(transaction, renewed, update.id(), update.sent()).isEmpty()) {
            throw ApiException.invalid(unknown(update.id()).at(update.index()));
          }
        }
        case ResourceChange.Remove remove ->
            remove(
                transaction,
                find(handle, renewed, remove.id())
                    .orElseThrow(
                        () -> ApiException.invalid(unknown(remove.id()).at(remove.index()))));
      }
    }
    checkCount(handle, renewed.spaceId());
  }

  private Optional<Resource> update(
      Transaction transaction, Grant renewed, long id, ObjectNode sent) {
    Handle handle = transaction.handle();
    Optional<Resource> found = find(handle, renewed, id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Metadata metadata = merged(found.get(), sent);
    if (existing(handle, renewed, metadata).filter(same -> same.id() != id).isPresent()) {
      throw ApiException.invalid(
          FieldError.alreadyExists(
              Metadata.RESOURCE, "metadata", "The space has this file already"));
    }
    checkReadable(handle, renewed.caller(), metadata);
    Resource changed = ResourceStore.update(handle, id, metadata, now());
    checkSize(handle, changed);
    if (!changed.metadata().equals(found.get().metadata())) {
      audit(transaction, AuditAction.RESOURCE_CHANGED, changed);
    }
    return Optional.of(changed);
  }

  private Resource insert(Transaction transaction, Grant renewed, Metadata metadata) {
    checkReadable(transaction.handle(), renewed.caller(), metadata);
    Resource made =
        ResourceStore.insert(transaction.handle(), renewed.spaceId(), metadata, now())
            .orElseThrow(() ->
                new IllegalStateException(
                    "The space's row was locked, and yet the file came in between"));
    audit(transaction, AuditAction.RESOURCE_ADDED, made);
    return made;
  }

  private static void remove(Transaction transaction, Resource resource) {
    audit(transaction, AuditAction.RESOURCE_REMOVED, resource);
    ResourceStore.delete(transaction.handle(), resource.id());
  }

  private static void audit(Transaction transaction, AuditAction action, Resource resource) {
    AuditLog.add(
        transaction,
        new AuditEvent(action)
            .space(resource.spaceId())
            .repository(resource.repositoryId())
            .with("resource_id", resource.id())
            .with("resource_type", resource.type().wire()));
  }

  private static Metadata merged(Resource stored, ObjectNode sent) {
    List<FieldError> faults = new ArrayList<>();
    Metadata metadata =
        Metadata.read(stored.type(), Metadata.over(stored.metadata(), sent), faults);
    if (!faults.isEmpty()) {
      throw ApiException.invalid(faults);
    }
    return metadata;
  }

  private void checkSources(Caller caller, List<Metadata> all) {
    List<FieldError> faults =
        all.stream().flatMap(metadata -> sources.fault(caller, metadata).stream()).toList();
    if (!faults.isEmpty()) {
      throw ApiException.invalid(faults);
    }
  }

  private static Optional<Resource> existing(Handle handle, Grant renewed, Metadata metadata) {
    return metadata.type() == ResourceType.GITHUB_FILE
        ? ResourceStore.sameFile(handle, renewed.spaceId(), metadata)
        : Optional.empty();
  }

  private Optional<Resource> stored(Grant grant, long id) {
    return database.read(
        handle -> find(handle, access.reading(handle, grant, Permission.READ_RESOURCES), id));
  }

  private static Optional<Resource> find(Handle handle, Grant grant, long id) {
    return ResourceStore.find(handle, grant.spaceId(), id)
        .filter(resource -> visible(grant, resource));
  }

  private static Resource require(Handle handle, Grant grant, long id) {
    Resource found =
        ResourceStore.find(handle, grant.spaceId(), id).orElseThrow(ApiException::notFound);
    if (!visible(grant, found)) {
      throw ApiException.hidden();
    }
    return found;
  }

  private static boolean visible(Grant grant, Resource resource) {
    return resource.repositoryId() == null
        || !grant.hiddenRepositoryIds().contains(resource.repositoryId());
  }

  /** Looked at again where it is written: the repository may have gone, or been closed, since. */
  private static void checkReadable(Handle handle, Caller caller, Metadata metadata) {
    Long id = metadata.repositoryId();
    if (id != null && !RepositoryAccess.role(handle, caller, id).atLeast(RepositoryRole.PULL)) {
      throw ApiException.invalid(unknownRepository());
    }
  }

  /** An unreadable repository is told exactly as an unknown one. */
  static FieldError unknownRepository() {
    return FieldError.missing(
        Metadata.RESOURCE,
        "repository_id",
        "repository_id does not name a repository that you can read");
  }

  private static FieldError unknown(long id) {
    return FieldError.missing(Metadata.RESOURCE, "id", "The space has no resource " + id);
  }

  private void checkCount(Handle handle, long spaceId) {
    if (ResourceStore.count(handle, spaceId) > most) {
      throw ApiException.invalid(
          FieldError.unprocessable(
              "CopilotSpace",
              "resources_attributes",
              "A space has at most " + most + " resources"));
    }
  }

  private static void checkSize(Handle handle, Resource written) {
    if (written.metadata().length() > LARGE
        && ResourceStore.size(handle, written.spaceId()) > MOST_TEXT) {
      throw ApiException.invalid(
          FieldError.unprocessable(
              Metadata.RESOURCE,
              "metadata",
              "The texts of a space have at most " + MOST_TEXT + " characters together"));
    }
  }

  private long now() {
    return clock.millis() / 1000;
  }

  /**
   * @param isNew false when the space had the file already
   */
  record Created(Resource resource, boolean isNew) {}
}
