// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.util.List;
import java.util.Optional;

/**
 * A commit and the files that it wrote.
 *
 * @param time when it was committed, in seconds since 1970
 * @param subject the first line of its message, or the beginning of it
 * @param message its message, or the beginning of it
 */
public record ChangingCommit(
    String sha, long time, String subject, String message, List<File> files) {
  public ChangingCommit {
    files = List.copyOf(files);
  }

  /**
   * A file that it wrote.
   *
   * @param previousPath where it was before, if it was renamed
   */
  public record File(String path, Optional<String> previousPath) {}
}
