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

  /**
   * Returns the number by which the index knows a file. Its log depends on the ref that it is read
   * at, so that each ref has its own: what others name of a repository must not change a score.
   */
  long unit(int file) {
    TreeFile at = files.get(file);
    return Units.file(key.ref() + ":" + at.path(), Units.of(at.sha()));
  }

  Selection.File selected(int file) {
    TreeFile at = files.get(file);
    return new Selection.File(at.path(), unit(file), Units.text(at.path(), at.sha()));
  }

  /**
   * What the list depends on. Lists of one key are the same for ever.
   *
   * @param ref what names the commit now: the default branch by its name
   */
  record Key(
      long repositoryId,
      String ref,
      String commit,
      String path,
      List<String> include,
      List<String> exclude) {
    Key {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }
}
