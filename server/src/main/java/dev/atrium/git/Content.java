// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.util.List;
import java.util.Optional;

/** The object at a path of a tree: a file, a folder, a symbolic link or a submodule. */
public sealed interface Content {
  Entry entry();

  /** A file. {@link GitFiles#bytes} reads its bytes. */
  record File(Entry entry) implements Content {}

  /** A folder and its entries, in git's order of names. */
  record Folder(Entry entry, List<Entry> entries) implements Content {
    public Folder {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A symbolic link.
   *
   * @param target as stored in the link
   * @param file the file that the link leads to; empty if it leaves the tree, or leads to a folder
   *     or nowhere
   */
  record Symlink(Entry entry, String target, Optional<Entry> file) implements Content {}

  /**
   * A submodule: another repository at a commit.
   *
   * @param url its URL in {@code .gitmodules}
   */
  record Submodule(Entry entry, Optional<String> url) implements Content {}
}
