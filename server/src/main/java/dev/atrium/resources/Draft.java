// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Grant;
import dev.atrium.error.ApiException;
import dev.atrium.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A draft of a space's resources. A body's changes are applied to it in memory, one after the
 * other; the result is written in few statements.
 */
final class Draft {
  /** Stands in for the id of an added file, which has none yet. */
  private static final long NEW = 0;

  private final Grant renewed;
  private final Map<Long, Resource> stored = new LinkedHashMap<>();
  private final Map<Long, FileKey> storedFiles = new HashMap<>();
  private final Map<FileKey, Long> files = new HashMap<>();
  private final List<Metadata> added = new ArrayList<>();
  private final Map<Long, Metadata> changed = new LinkedHashMap<>();
  private final Set<Long> removed = new LinkedHashSet<>();
  private long characters;

  /**
   * @param renewed the write's grant, renewed with the repositories that the changes name
   * @param stored all resources of the space, read after the grant was renewed
   */
  Draft(Grant renewed, List<Resource> stored) {
    this.renewed = renewed;
    for (Resource resource : stored) {
      this.stored.put(resource.id(), resource);
      characters += characters(resource.metadata());
      if (resource.type() == ResourceType.GITHUB_FILE) {
        FileKey key = FileKey.of(resource);
        storedFiles.put(resource.id(), key);
        files.put(key, resource.id());
      }
    }
  }

  void apply(ResourceChange change) {
    switch (change) {
      case ResourceChange.Add add -> add(add.metadata());
      case ResourceChange.Update update -> update(update);
      case ResourceChange.Remove remove -> remove(remove);
    }
  }

  private void add(Metadata metadata) {
    Optional<FileKey> file = FileKey.of(metadata);
    if (file.filter(files::containsKey).isPresent()) {
      return;
    }
    Resources.checkReadable(renewed, metadata);
    file.ifPresent(key -> files.put(key, NEW));
    added.add(metadata);
    grow(0, metadata);
  }

  private void update(ResourceChange.Update update) {
    long id = update.id();
    Resource resource = find(id, update.index());
    String was = text(resource);
    Metadata metadata = Metadata.merged(resource.type(), was, update.sent());
    Optional<FileKey> file = FileKey.of(metadata);
    if (file.map(files::get).filter(same -> same != id).isPresent()) {
      throw ApiException.invalid(ResourceFaults.sameFile());
    }
    Resources.checkReadable(renewed, metadata);
    release(resource);
    file.ifPresent(key -> files.put(key, id));
    changed.put(id, metadata);
    grow(characters(was), metadata);
  }

  private void remove(ResourceChange.Remove remove) {
    Resource resource = find(remove.id(), remove.index());
    characters -= characters(text(resource));
    release(resource);
    changed.remove(remove.id());
    removed.add(remove.id());
  }

  private Resource find(long id, int index) {
    Resource resource = stored.get(id);
    if (resource == null || removed.contains(id) || !renewed.sees(resource.repositoryId())) {
      throw ApiException.invalid(ResourceFaults.unknown(id).at(index));
    }
    return resource;
  }

  /** Releases the resource's file, so that another resource may take it. */
  private void release(Resource resource) {
    Metadata now = changed.get(resource.id());
    FileKey key = now == null ? storedFiles.get(resource.id()) : FileKey.of(now).orElse(null);
    if (key != null) {
      files.remove(key);
    }
  }

  private String text(Resource resource) {
    Metadata now = changed.get(resource.id());
    return now == null ? resource.metadata() : now.json().toString();
  }

  private void grow(long was, Metadata metadata) {
    String text = metadata.json().toString();
    characters += characters(text) - was;
    if (text.length() > Resources.LARGE && characters > Resources.MOST_TEXT) {
      throw ApiException.invalid(ResourceFaults.tooLarge());
    }
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns how many resources the space will have. */
  int size() {
    return stored.size() - removed.size() + added.size();
  }

  List<Metadata> added() {
    return added;
  }

  /** Returns the changed metadata by the id of its resource. */
  Map<Long, Metadata> changed() {
    return changed;
  }

  List<Resource> removed() {
    return removed.stream().map(this::stored).toList();
  }

  /** Returns the resource as it was before any change. */
  Resource stored(long id) {
    return Objects.requireNonNull(stored.get(id));
  }

  /**
   * Returns the changed resources whose former file another changed resource takes over. They must
   * be parked first: one statement applies changes in no defined order, and at no point may two
   * resources have the same file.
   */
  List<Long> takenOver() {
    Map<FileKey, Long> before = new HashMap<>();
    storedFiles.forEach((id, key) -> before.put(key, id));
    return changed.entrySet().stream()
        .flatMap(entry ->
            FileKey.of(entry.getValue()).map(before::get).stream()
                .filter(holder -> !holder.equals(entry.getKey()) && changed.containsKey(holder)))
        .toList();
  }

  /** The key of a file resource, unique within a space. */
  private record FileKey(@Nullable Long repositoryId, String path, String ref, String sha) {
    /** Returns the key of a stored file, even if its metadata would no longer pass validation. */
    static FileKey of(Resource file) {
      ObjectNode stored = (ObjectNode) Json.read(file.metadata());
      return of(Metadata.read(file.type(), stored, new ArrayList<>())).orElseThrow();
    }

    static Optional<FileKey> of(Metadata metadata) {
      return metadata.type() == ResourceType.GITHUB_FILE
          ? Optional.of(
              new FileKey(
                  metadata.repositoryId(), metadata.filePath(), metadata.ref(), metadata.sha()))
          : Optional.empty();
    }
  }
}
