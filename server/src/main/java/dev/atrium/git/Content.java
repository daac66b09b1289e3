// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.util.List;
import java.util.Optional;

/** What a path leads to. */
public sealed interface Content {
  Entry entry();

  /** A file; its bytes are read by {@link GitFiles#bytes}. */
  record File(Entry entry) implements Content {}

  /** A folder and what is in it, by name. */
  record Folder(Entry entry, List<Entry> entries) implements Content {
    public Folder {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A symbolic link.
   *
   * @param target as it is written
   * @param file the file it leads to; nothing where it leads out of the tree, to a folder, or
   *     nowhere
   */
  record Symlink(Entry entry, String target, Optional<Entry> file) implements Content {}

  /**
   * Another repository at a commit.
   *
   * @param url from {@code .gitmodules}
   */
  record Submodule(Entry entry, Optional<String> url) implements Content {}
}
