// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.util.List;
import java.util.Optional;

/**
 * Which files of a folder belong to a source: those that a pattern includes, or all without one,
 * except for those that a pattern excludes. A pattern that matches a folder stands for all files
 * below it.
 */
public final class PathPatterns {
  /** The most patterns of a list. */
  public static final int MOST = 50;

  /** The longest pattern in code points. */
  public static final int LONGEST = 200;

  private final List<Glob> include;
  private final List<Glob> exclude;

  /**
   * Reads two lists of patterns, as {@code .gitignore} has them.
   *
   * @throws IllegalArgumentException if a pattern has a {@link #fault}
   */
  public PathPatterns(List<String> include, List<String> exclude) {
    this.include = read(include);
    this.exclude = read(exclude);
  }

  /** Returns what is wrong with a pattern, as the end of a sentence, if anything is. */
  public static Optional<String> fault(String pattern) {
    return Glob.fault(pattern);
  }

  private static List<Glob> read(List<String> patterns) {
    return patterns.stream().map(Glob::of).toList();
  }

  /**
   * Tells whether a file belongs to the source.
   *
   * @param path relative to the folder of the source
   */
  public boolean admits(String path) {
    String[] segments = path.split("/", -1);
    return (include.isEmpty() || anyMatches(include, segments)) && !anyMatches(exclude, segments);
  }

  /**
   * Tells whether no file below a folder belongs to the source because the folder is excluded.
   *
   * @param path relative to the folder of the source
   */
  public boolean excludes(String path) {
    String[] segments = path.split("/", -1);
    return exclude.stream().anyMatch(glob -> glob.matches(segments, segments.length, true));
  }

  private static boolean anyMatches(List<Glob> globs, String[] path) {
    for (Glob glob : globs) {
      for (int length = path.length; length > 0; length--) {
        if (glob.matches(path, length, length < path.length)) {
          return true;
        }
      }
    }
    return false;
  }
}
