// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** The names of refs: which ones are possible, and which ones a request may mean. */
final class RefNames {
  private static final int MOST = 1_000;
  private static final int MOST_OF_A_PART = 250;

  private RefNames() {}

  /**
   * Tells whether a ref may have this name. It is a file while it is written, whose name ends in
   * {@code .lock}: so no part of it is longer than file systems allow.
   */
  static boolean isPossible(String ref) {
    return ref.length() <= MOST
        && Repository.isValidRefName(ref)
        && Arrays.stream(ref.split("/", -1))
            .allMatch(part -> part.getBytes(StandardCharsets.UTF_8).length <= MOST_OF_A_PART);
  }

  /** Returns the full names that a name may stand for, in the order in which they are tried. */
  static List<String> of(String name) {
    if (name.startsWith(Constants.R_HEADS) || name.startsWith(Constants.R_TAGS)) {
      return List.of(name);
    }
    String plain =
        name.startsWith("heads/") || name.startsWith("tags/")
            ? "refs/" + name
            : Constants.R_HEADS + name;
    return List.of(plain, Constants.R_HEADS + name, Constants.R_TAGS + name);
  }
}
