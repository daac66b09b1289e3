// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.Access;
import dev.atrium.access.Caller;
import dev.atrium.access.Grant;
import dev.atrium.access.Permission;
import dev.atrium.access.ReadableRepository;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.db.Database;
import dev.atrium.db.Ids;
import dev.atrium.issues.IssueTexts;
import dev.atrium.issues.IssueTexts.Version;
import dev.atrium.resources.Resource;
import dev.atrium.resources.Resources;
import dev.atrium.resources.SourceSpec;
import dev.atrium.search.IndexKey;
import dev.atrium.search.IndexSnapshot;
import dev.atrium.search.Indexes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Opens the documents of spaces, as callers with a grant may read them. */
final class SpaceContents {
  private final Database database;
  private final Access access;
  private final Resources resources;
  private final Indexes indexes;
  private final SourceReader reader;

  SpaceContents(
      Database database, Access access, Resources resources, Indexes indexes, SourceReader reader) {
    this.database = database;
    this.access = access;
    this.resources = resources;
    this.indexes = indexes;
    this.reader = reader;
  }

  /** Decides what of a space a caller with a grant may read, and opens that. */
  public SpaceContent open(Grant grant) {
    return open(decide(grant));
  }

  /** Decides what of a space a caller with a grant may read now. */
  Stored decide(Grant grant) {
    return database.read(handle -> stored(handle, grant));
  }

  /** Opens what was decided on. */
  SpaceContent open(Stored stored) {
    Grant grant = stored.grant();
    Map<IndexKey, IndexSnapshot> open = new HashMap<>();
    try {
      List<Source> sources = new ArrayList<>();
      for (Resource resource : stored.resources()) {
        SourceSpec spec = SourceSpec.of(resource);
        IndexKey key =
            spec.repositoryId() == 0
                ? IndexKey.space(grant.spaceId())
                : IndexKey.repository(spec.repositoryId());
        if (!open.containsKey(key)) {
          indexes.open(key).ifPresent(snapshot -> open.put(key, snapshot));
        }
        source(stored, resource, spec, Optional.ofNullable(open.get(key))).ifPresent(sources::add);
      }
      return new SpaceContent(stored.grant(), sources, open);
    } catch (RuntimeException e) {
      open.values().forEach(IndexSnapshot::close);
      throw e;
    }
  }

  private Optional<Source> source(
      Stored stored, Resource resource, SourceSpec spec, Optional<IndexSnapshot> index) {
    if (spec.repositoryId() == 0) {
      return Optional.of(reader.ofSpace(resource, spec, index));
    }
    ReadableRepository repository = stored.repositories().get(spec.repositoryId());
    if (repository == null) {
      return Optional.empty(); // The caller has lost it since: it is not there at all.
    }
    Optional<String> withheld = withheld(stored.grant().caller(), repository, spec);
    if (withheld.isPresent()) {
      return Optional.of(reader.withheld(resource, spec, repository, withheld.get()));
    }
    if (spec.isOfFiles()) {
      return Optional.of(reader.files(resource, spec, repository, index));
    }
    Map<Long, Version> versions = stored.issues().getOrDefault(spec.repositoryId(), Map.of());
    Version version = versions.get(spec.number());
    return Optional.of(
        reader.issue(resource, spec, repository, Optional.ofNullable(version), index));
  }

  private Optional<String> withheld(Caller caller, ReadableRepository repository, SourceSpec spec) {
    return switch (spec.type()) {
      case GITHUB_ISSUE -> access.withheld(caller, repository, Permission.READ_ISSUES);
      case GITHUB_PULL_REQUEST ->
          access
              .withheld(caller, repository, Permission.READ_PULL_REQUESTS)
              .or(() -> access.withheld(caller, repository, Permission.READ_PULL_REQUEST_FILES));
      default -> access.withheld(caller, repository, Permission.READ_CONTENTS);
    };
  }

  private Stored stored(Handle handle, Grant asked) {
    Grant grant = access.reading(handle, asked, Permission.READ_RESOURCES);
    List<Resource> visible = resources.list(handle, grant);
    Set<Long> ids = new TreeSet<>();
    Map<Long, Set<Long>> numbers = new LinkedHashMap<>();
    for (Resource resource : visible) {
      Long id = resource.repositoryId();
      if (id != null) {
        ids.add(id);
        long number = SourceSpec.of(resource).number();
        if (number != 0) {
          numbers.computeIfAbsent(id, key -> new TreeSet<>()).add(number);
        }
      }
    }
    Map<Long, ReadableRepository> repositories = new HashMap<>();
    for (List<Long> part : Ids.in(ids)) {
      repositories.putAll(RepositoryAccess.readable(handle, grant.caller(), part));
    }
    Map<Long, Map<Long, Version>> issues = new HashMap<>();
    numbers.forEach((id, of) -> issues.put(id, IssueTexts.versions(handle, id, of)));
    return new Stored(grant, visible, repositories, issues);
  }

  /** What one unit of work reads of the database. */
  record Stored(
      Grant grant,
      List<Resource> resources,
      Map<Long, ReadableRepository> repositories,
      Map<Long, Map<Long, Version>> issues) {
    Stored {
      resources = List.copyOf(resources);
      repositories = Map.copyOf(repositories);
      issues = Map.copyOf(issues);
    }

    /** Returns all of the decision that an answer depends on, to be compared with another one. */
    Object grounds() {
      return List.of(grant.grounds(), repositories);
    }
  }
}
