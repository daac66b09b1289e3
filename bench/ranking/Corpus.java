// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Queries with the files that they should find, each in a tree of its own.
 *
 * @param kind what the queries are made of
 * @param commits all commits that some tree has behind it
 */
record Corpus(String name, Kind kind, List<Query> queries, List<IndexedCommit> commits) {
  /** What queries are made of. */
  enum Kind {
    COMMITS("commit subject → files that it changed, on the tree before it"),
    SENTENCES("first sentence of a doc comment → its file, without doc comments"),
    HEADINGS("heading → its section, without the heading");

    final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /**
   * A file in a tree, with the history that it has there. It is the same in many trees.
   *
   * @param log the newest commits that changed it, the newest first
   */
  record Doc(String path, long unit, long blob, String text, List<FileLog.Commit> log) {
    static final Comparator<Doc> ORDER =
        Comparator.comparing(Doc::path).thenComparingLong(Doc::blob).thenComparingLong(Doc::unit);

    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** The files that are searched, and the commits before. */
  static final class Tree {
    final List<Doc> docs;
    final Set<Long> commits;
    final Selection selection;

    Tree(Collection<Doc> files, Set<Long> commits) {
      this.docs = files.stream().sorted(Doc.ORDER).toList();
      this.commits = commits;
      this.selection =
          new Selection(
              docs.stream().map(doc -> new Selection.File(doc.path(), doc.unit(), doc.blob())).toList(),
              LongSet.of(commits.stream().mapToLong(Long::longValue).toArray()));
    }
  }

  /**
   * A query.
   *
   * @param truth the places of the right files in the tree
   */
  record Query(String text, Tree tree, Set<Integer> truth) {}
}
