// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/**
 * The rules for paths inside a tree. A path that could leave the tree or enter {@code .git} is
 * refused.
 */
public final class GitPath {
  private static final int MOST_BYTES = 4096;
  private static final int MOST_SEGMENT_BYTES = 255;

  /** The deepest path. Trees are written folder by folder, each inside the one above. */
  private static final int MOST_SEGMENTS = 256;

  private GitPath() {}

  /**
   * Returns the path without a leading or trailing slash, or nothing if the path is not clean. The
   * root is the empty path.
   */
  public static Optional<String> clean(String path) {
    String trimmed = path.replaceAll("^/|/$", "");
    if (trimmed.isEmpty()) {
      return Optional.of("");
    }
    List<String> segments = List.of(trimmed.split("/", -1));
    boolean clean =
        trimmed.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
            && segments.size() <= MOST_SEGMENTS
            && segments.stream().allMatch(GitPath::isCleanSegment);
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
      // Rejects every spelling that some file system treats as .git, as . or as ..
      new ObjectChecker().setSafeForMacOS(true).checkPathSegment(bytes, 0, bytes.length);
      return true;
    } catch (CorruptObjectException e) {
      return false;
    }
  }

  /**
   * Tells whether a code point is a control character or half of a surrogate pair, which has no
   * UTF-8.
   */
  private static boolean isRefused(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }
}
