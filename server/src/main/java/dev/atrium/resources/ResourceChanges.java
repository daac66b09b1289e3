// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import dev.atrium.access.Access;
import dev.atrium.access.Caller;
import dev.atrium.access.Grant;
import dev.atrium.access.Permission;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The changes of resources in a space's body. They are applied all or nothing, with a number of
 * statements that hardly grows with the number of changes.
 */
public final class ResourceChanges {
  private final Database database;
  private final Access access;
  private final SourceCheck sources;
  private final Clock clock;
  private final int most;

  /**
   * @param most how many resources a space may have
   */
  public ResourceChanges(
      Database database, Access access, SourceCheck sources, Clock clock, int most) {
    this.database = database;
    this.access = access;
    this.sources = sources;
    this.clock = clock;
    this.most = most;
  }

  /**
   * Checks the sources that a space's body names, before its transaction begins.
   *
   * @param grant the grant on the space; empty for a space that is being created
   * @param form the faults of form that the body has; {@code changes} lacks those elements
   * @throws ApiException 422 if the body or any source is at fault; lists all faults, those of
   *     elements with their index in the array
   */
  public void check(
      Caller caller, Optional<Grant> grant, List<ResourceChange> changes, List<FieldError> form) {
    Map<Long, Resource> stored = stored(grant, changes);
    Map<Integer, List<FieldError>> faults = new TreeMap<>();
    Map<Integer, Metadata> named = new TreeMap<>();
    for (ResourceChange change : changes) {
      switch (change) {
        case ResourceChange.Add add -> named.put(add.index(), add.metadata());
        case ResourceChange.Update update -> {
          Resource resource = stored.get(update.id());
          if (resource == null) {
            faults.put(update.index(), List.of(ResourceFaults.unknown(update.id())));
          } else {
            List<FieldError> found = new ArrayList<>();
            Metadata metadata =
                Metadata.read(
                    resource.type(), Metadata.over(resource.metadata(), update.sent()), found);
            if (found.isEmpty()) {
              named.put(update.index(), metadata);
            } else {
              faults.put(update.index(), found);
            }
          }
        }
        case ResourceChange.Remove remove -> {
          if (!stored.containsKey(remove.id())) {
            faults.put(remove.index(), List.of(ResourceFaults.unknown(remove.id())));
          }
        }
      }
    }
    faults.putAll(sources.faults(caller, named));
    List<FieldError> all = new ArrayList<>(form);
    faults.forEach((index, found) -> found.forEach(fault -> all.add(fault.at(index))));
    if (!all.isEmpty()) {
      all.sort(FieldError.BY_INDEX);
      throw ApiException.invalid(all);
    }
  }

  /**
   * Returns the stored resources that the caller sees, by id; reads none if the changes only add.
   */
  private Map<Long, Resource> stored(Optional<Grant> grant, List<ResourceChange> changes) {
    if (grant.isEmpty() || changes.stream().allMatch(ResourceChange.Add.class::isInstance)) {
      return Map.of();
    }
    return database.read(handle -> {
      Grant now = access.reading(handle, grant.get(), Permission.READ_RESOURCES);
      return ResourceStore.list(handle, now.spaceId()).stream()
          .filter(resource -> now.sees(resource.repositoryId()))
          .collect(Collectors.toMap(Resource::id, Function.identity()));
    });
  }

  /**
   * Returns the repositories that the changes name; the grant for {@link #apply} is renewed with
   * them.
   */
  public static Set<Long> repositoryIds(List<ResourceChange> changes) {
    return changes.stream()
        .flatMap(change ->
            switch (change) {
              case ResourceChange.Add add -> Stream.ofNullable(add.metadata().repositoryId());
              case ResourceChange.Update update -> Metadata.repositoryId(update.sent()).stream();
              case ResourceChange.Remove remove -> Stream.empty();
            })
        .collect(Collectors.toSet());
  }

  /**
   * Applies the changes of a space's body inside its transaction; any fault rolls all of them back.
   *
   * @param renewed a grant renewed with the {@link #repositoryIds} of the changes
   */
  public void apply(Transaction transaction, Grant renewed, List<ResourceChange> changes) {
    Handle handle = transaction.handle();
    if (changes.isEmpty()) {
      checkCount(ResourceStore.count(handle, renewed.spaceId()));
      return;
    }
    Draft draft = new Draft(renewed, ResourceStore.list(handle, renewed.spaceId()));
    changes.forEach(draft::apply);
    checkCount(draft.size());
    transaction.changed(new Change.SpaceResources(renewed.spaceId()));
    write(transaction, renewed.spaceId(), draft);
  }

  private void checkCount(long count) {
    if (count > most) {
      throw ApiException.invalid(ResourceFaults.tooMany(most));
    }
  }

  /**
   * Writes a draft. Removals go first and additions last, so that a file is free before another
   * resource takes it.
   */
  private void write(Transaction transaction, long spaceId, Draft draft) {
    Handle handle = transaction.handle();
    long now = clock.millis() / 1000;
    ResourceStore.delete(handle, draft.removed().stream().map(Resource::id).toList());
    ResourceStore.park(handle, draft.takenOver());
    ResourceStore.update(handle, draft.changed(), now);
    List<Resource> added = ResourceStore.insert(handle, spaceId, draft.added(), now, most);
    if (added.size() != draft.added().size()) {
      throw new IllegalStateException("The space's row was locked, and yet a file came in between");
    }
    AuditLog.add(transaction, events(draft, added));
  }

  private static List<AuditEvent> events(Draft draft, List<Resource> added) {
    List<AuditEvent> events = new ArrayList<>();
    draft
        .removed()
        .forEach(each -> events.add(Resources.event(AuditAction.RESOURCE_REMOVED, each)));
    draft
        .changed()
        .forEach((id, now) -> {
          Resource was = draft.stored(id);
          if (!was.metadata().equals(now.json().toString())) {
            events.add(Resources.event(AuditAction.RESOURCE_CHANGED, was, now.repositoryId()));
          }
        });
    added.forEach(each -> events.add(Resources.event(AuditAction.RESOURCE_ADDED, each)));
    return events;
  }
}
