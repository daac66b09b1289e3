// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.util.Locale;
import org.eclipse.jgit.lib.FileMode;

/**
 * One entry of a tree.
 *
 * @param path from the root of the tree
 * @param mode in git's octal form: 100644, 100755, 040000, 120000 or 160000
 * @param size in bytes; 0 for folders and submodules
 */
public record Entry(String path, String mode, Type type, String sha, long size) {
  /** Returns the last segment of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The kind of an entry. */
  public enum Type {
    FILE("blob"),
    DIR("tree"),
    SYMLINK("blob"),
    SUBMODULE("commit");

    private final String object;

    Type(String object) {
      this.object = object;
    }

    /** Returns the type of the git object: blob, tree or commit. */
    public String object() {
      return object;
    }

    /** Returns the kind as the contents API names it: file, dir, symlink or submodule. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Type of(FileMode mode) {
      return switch (mode.getBits() & FileMode.TYPE_MASK) {
        case FileMode.TYPE_TREE -> DIR;
        case FileMode.TYPE_SYMLINK -> SYMLINK;
        case FileMode.TYPE_GITLINK -> SUBMODULE;
        default -> FILE;
      };
    }
  }
}
