// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import dev.atrium.search.IndexKey;
import dev.atrium.search.LongSet;
import dev.atrium.search.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a space selects of one index: its files at their commits, or its texts. The number of a file
 * in the selection leads back to the document.
 *
 * @param sources the sources that the selection was made of, in the order of the space
 */
record SelectedDocuments(IndexKey key, List<Source> sources, Kept kept) {
  Selection selection() {
    return kept.selection();
  }

  /** Returns a document by its number in the selection. */
  Document document(int file) {
    Place place = kept.places().get(file);
    return sources.get(place.source()).document(place.file());
  }

  /** What does not depend on the caller, and is kept until the sources or commits change. */
  record Kept(Selection selection, List<Place> places) {
    Kept {
      places = List.copyOf(places);
    }
  }

  /** Which document of which source. */
  record Place(int source, int file) {}

  /** Makes the selections of spaces, and keeps them for a while. */
  static final class Maker {
    /** About what a file takes in a selection, with its places in the index. */
    private static final int BYTES_OF_FILE = 120;

    private static final int PART_OF_HEAP = 12;

    private final GitRepositories git;
    private final FileLists lists;
    private final Cache<Key, Kept> known =
        Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
            .<Key, Kept>weigher((key, kept) -> 1_000 + kept.selection().size() * BYTES_OF_FILE)
            .build();

    Maker(GitRepositories git, FileLists lists) {
      this.git = git;
      this.lists = lists;
    }

    /** Returns what a space selects of each index that is there. */
    List<SelectedDocuments> of(SpaceContent content) {
      List<SelectedDocuments> selected = new ArrayList<>();
      content.indexes().keySet().stream()
          .sorted(Comparator.comparing(IndexKey::kind).thenComparingLong(IndexKey::id))
          .forEach(key -> {
            List<Source> sources =
                content.sources().stream()
                    .filter(source -> source.isIndexed() && key(content, source).equals(key))
                    .toList();
            if (!sources.isEmpty()) {
              Key what = Key.of(key, sources);
              selected.add(
                  new SelectedDocuments(key, sources, known.get(what, absent -> make(sources))));
            }
          });
      return selected;
    }

    private static IndexKey key(SpaceContent content, Source source) {
      return source
          .repository()
          .map(repository -> IndexKey.repository(repository.id()))
          .orElseGet(() -> IndexKey.space(content.grant().spaceId()));
    }

    private Kept make(List<Source> sources) {
      List<Placed> all = new ArrayList<>();
      Set<Text> texts = new HashSet<>();
      LongSet.Builder commits = new LongSet.Builder();
      for (int i = 0; i < sources.size(); i++) {
        Source source = sources.get(i);
        Optional<FileList> files = source.files();
        for (int file = 0; file < source.size(); file++) {
          Selection.File selected =
              files.isPresent() ? files.get().selected(file) : selected(source.document(file));
          if (texts.add(new Text(selected.path(), selected.blob()))) {
            all.add(new Placed(selected, new Place(i, file)));
          }
        }
        files.ifPresent(list -> {
          SourceRepository of = source.repository().orElseThrow();
          GitRepository repository = git.open(of.id(), of.defaultBranch());
          lists.commits(repository, of.id(), source.commit()).forEach(commits::add);
        });
      }
      all.sort(Comparator.comparing(Placed::file, Selection.ORDER));
      return new Kept(
          new Selection(all.stream().map(Placed::file).toList(), commits.build()),
          all.stream().map(Placed::place).toList());
    }

    private static Selection.File selected(Document document) {
      return new Selection.File(document.title(), document.unit(), document.unit());
    }

    private record Placed(Selection.File file, Place place) {}

    /** The same text at the same path is found once, in the first source that has it. */
    private record Text(String path, long blob) {}

    /**
     * The sources in their order, by which documents are found again.
     *
     * @param sources a {@link FileList.Key} or a {@link Selection.File} each
     */
    private record Key(IndexKey index, List<Object> sources) {
      static Key of(IndexKey index, List<Source> sources) {
        return new Key(index, sources.stream().map(Key::of).toList());
      }

      private static Object of(Source source) {
        return source
            .files()
            .<Object>map(FileList::key)
            .orElseGet(() -> selected(source.single().orElseThrow()));
      }
    }
  }
}
