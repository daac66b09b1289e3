// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.git.GitSources.Listing;
import dev.atrium.git.GitSources.TreeFile;
import dev.atrium.search.Selection;
import dev.atrium.search.Units;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The files of a source at a commit, in git's order of paths.
 *
 * @param hasMore whether there are more files than a source may have
 */
record FileList(Key key, List<TreeFile> files, boolean hasMore) {
  FileList {
    files = List.copyOf(files);
  }

  static FileList of(Key key, Listing listing) {
    return new FileList(key, listing.files(), listing.hasMore());
  }

  int size() {
    return files.size();
  }

  /** Returns how many files come up to a path, in git's order. */
  int upTo(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return (int)
        files.stream()
            .filter(file ->
                Arrays.compareUnsigned(file.path().getBytes(StandardCharsets.UTF_8), bytes) <= 0)
            .count();
  }

  long unit(int file) {
    return Units.file(files.get(file).path(), Units.of(files.get(file).sha()));
  }

  Selection.File selected(int file) {
    return new Selection.File(files.get(file).path(), unit(file), Units.of(files.get(file).sha()));
  }

  /** What the list depends on. Lists of one key are the same for ever. */
  record Key(
      long repositoryId, String commit, String path, List<String> include, List<String> exclude) {
    Key {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }
}
