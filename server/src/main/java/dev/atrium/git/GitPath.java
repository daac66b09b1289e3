// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/** Paths inside a tree. Anything that could lead out of it, or into {@code .git}, is refused. */
public final class GitPath {
  private static final int MOST_BYTES = 4096;
  private static final int MOST_SEGMENT_BYTES = 255;

  private GitPath() {}

  /**
   * The path without slashes at its ends, or nothing where it is not clean. The root is the empty
   * path.
   */
  public static Optional<String> clean(String path) {
    String trimmed = path.replaceAll("^/|/$", "");
    if (trimmed.isEmpty()) {
      return Optional.of("");
    }
    boolean clean =
        trimmed.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
            && List.of(trimmed.split("/", -1)).stream().allMatch(GitPath::isCleanSegment);
    return clean ? Optional.of(trimmed) : Optional.empty();
  }

  private static boolean isCleanSegment(String segment) {
    byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MOST_SEGMENT_BYTES) {
      return false;
    }
    if (segment.codePoints().anyMatch(GitPath::isRefused)) {
      return false;
    }
    try {
      // Knows every spelling of .git, . and .. that some file system takes for them.
      new ObjectChecker().setSafeForMacOS(true).checkPathSegment(bytes, 0, bytes.length);
      return true;
    } catch (CorruptObjectException e) {
      return false;
    }
  }

  /** Control characters, and halves of surrogate pairs, which have no UTF-8. */
  private static boolean isRefused(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }
}
