// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.Grant;
import dev.atrium.search.IndexKey;
import dev.atrium.search.IndexSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All documents of a space, as a caller may read them now, in the order of its resources and of
 * their paths. Close it, so that the indexes can be given back.
 */
public final class SpaceContent implements AutoCloseable {
  private final Grant grant;
  private final List<Source> sources;
  private final Map<IndexKey, IndexSnapshot> indexes;

  SpaceContent(Grant grant, List<Source> sources, Map<IndexKey, IndexSnapshot> indexes) {
    this.grant = grant;
    this.sources = List.copyOf(sources);
    this.indexes = Map.copyOf(indexes);
  }

  public Grant grant() {
    return grant;
  }

  List<Source> sources() {
    return sources;
  }

  Map<IndexKey, IndexSnapshot> indexes() {
    return indexes;
  }

  /** Returns how many documents there are. */
  public int size() {
    return sources.stream().mapToInt(Source::size).sum();
  }

  /** Returns all documents. */
  public Stream<Document> documents() {
    return sources.stream()
        .flatMap(source -> IntStream.range(0, source.size()).mapToObj(source::document));
  }

  /**
   * Returns documents from a place on, up to so many.
   *
   * @param place counts from 0 through all documents
   */
  List<Document> documents(int place, int most) {
    List<Document> found = new ArrayList<>();
    int skip = place;
    for (Source source : sources) {
      for (int i = skip; i < source.size() && found.size() < most; i++) {
        found.add(source.document(i));
      }
      skip = Math.max(0, skip - source.size());
    }
    return found;
  }

  /** Returns what the space has, in a sentence: {@code 3 repositories, 2 notes, 412 documents}. */
  public String summary() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Source source : sources) {
      String what =
          switch (source.spec().type()) {
            case REPOSITORY -> "repositories";
            case GITHUB_FILE -> "files and folders";
            case FREE_TEXT -> "notes";
            case GITHUB_ISSUE -> "issues";
            case GITHUB_PULL_REQUEST -> "pull requests";
            case MEDIA_CONTENT, UPLOADED_TEXT_FILE -> "uploads";
          };
      counts.merge(what, 1, Integer::sum);
    }
    counts.put("documents", size());
    return counts.entrySet().stream()
        .map(count -> "%,d %s".formatted(count.getValue(), named(count.getKey(), count.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static String named(String plural, int count) {
    if (count != 1) {
      return plural;
    }
    return switch (plural) {
      case "repositories" -> "repository";
      case "files and folders" -> "file or folder";
      default -> plural.substring(0, plural.length() - 1);
    };
  }

  /** Finds a document by its id. */
  public Optional<Document> document(String id) {
    return place(id).flatMap(place -> documents(place, 1).stream().findFirst());
  }

  /** Finds the place of a document, or the place that it would have. */
  Optional<Integer> place(String id) {
    int before = 0;
    for (Source source : sources) {
      String own = Long.toString(source.resource().id());
      if (source.files().isPresent() && id.startsWith(own + "/")) {
        int file = indexOf(source.files().get(), id.substring(own.length() + 1));
        return file < 0 ? Optional.empty() : Optional.of(before + file);
      }
      if (source.single().filter(single -> single.id().equals(id)).isPresent()) {
        return Optional.of(before);
      }
      before += source.size();
    }
    return Optional.empty();
  }

  /** Returns the place behind where a document would be that is not there any more. */
  int placeBehind(String id) {
    int slash = id.indexOf('/');
    long resourceId = Long.parseLong(slash < 0 ? id : id.substring(0, slash));
    String path = slash < 0 ? "" : id.substring(slash + 1);
    int before = 0;
    for (Source source : sources) {
      if (source.resource().id() < resourceId) {
        before += source.size();
      } else if (source.resource().id() == resourceId) {
        before += source.files().map(list -> list.upTo(path)).orElse(source.size());
      }
    }
    return before;
  }

  private static int indexOf(FileList list, String path) {
    for (int i = 0; i < list.size(); i++) {
      if (list.files().get(i).path().equals(path)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    indexes.values().forEach(IndexSnapshot::close);
  }
}
