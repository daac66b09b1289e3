// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.git.GitSources.TreeFile;
import dev.atrium.search.LongSet;
import dev.atrium.search.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a repository that any space names, each once for every ref that it is read at. */
final class WantedFiles {
  private final Map<Long, Wanted> byUnit = new LinkedHashMap<>();
  private final LongSet.Builder blobs = new LongSet.Builder();

  /** Adds the files of a source. */
  void add(FileList list) {
    for (int i = 0; i < list.size(); i++) {
      TreeFile file = list.files().get(i);
      long unit = list.unit(i);
      byUnit.putIfAbsent(unit, new Wanted(file.path(), file.sha(), unit, list.key().ref()));
      blobs.add(Units.text(file.path(), file.sha()));
    }
  }

  List<Wanted> all() {
    return new ArrayList<>(byUnit.values());
  }

  boolean has(long unit) {
    return byUnit.containsKey(unit);
  }

  /** Returns the numbers of all texts. */
  LongSet texts() {
    return blobs.build();
  }

  /** A file that is to be in the index. */
  record Wanted(String path, String sha, long unit, String ref) {
    long blob() {
      return Units.text(path, sha);
    }
  }
}
