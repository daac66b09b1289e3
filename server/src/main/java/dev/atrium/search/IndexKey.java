// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.nio.file.Path;

/**
 * The name of an index: that of a repository, or that of the texts of a space.
 *
 * @param id the id of the repository or the space
 */
public record IndexKey(Kind kind, long id) {
  /** What an index is of. */
  public enum Kind {
    REPOSITORY("repositories"),
    SPACE("spaces");

    private final String folder;

    Kind(String folder) {
      this.folder = folder;
    }

    Path below(Path root) {
      return root.resolve(folder);
    }
  }

  public static IndexKey repository(long id) {
    return new IndexKey(Kind.REPOSITORY, id);
  }

  public static IndexKey space(long id) {
    return new IndexKey(Kind.SPACE, id);
  }

  Path below(Path root) {
    return kind.below(root).resolve(Long.toString(id));
  }
}
