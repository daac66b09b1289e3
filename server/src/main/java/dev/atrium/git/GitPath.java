// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    String lower = segment.toLowerCase(Locale.ROOT);
    return !segment.isEmpty()
        && !segment.equals(".")
        && !segment.equals("..")
        && !lower.equals(".git")
        && !lower.matches("git~[0-9]+")
        && segment.chars().noneMatch(c -> c < 0x20 || c == 0x7f)
        && segment.getBytes(StandardCharsets.UTF_8).length <= MOST_SEGMENT_BYTES;
  }
}
