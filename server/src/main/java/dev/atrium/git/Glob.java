// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of paths, as {@code .gitignore} has them: {@code *.md} in any folder, {@code
 * /docs/*.md}, {@code src/**}, {@code gen/} for folders. {@code *} and {@code ?} stand for
 * characters other than a slash, {@code **} for any number of folders. There are no classes of
 * characters and no escapes. JGit's matcher takes a minute for some patterns; the time of this one
 * grows at most with the length of the pattern times the length of the path.
 */
final class Glob {
  private static final String ANY_FOLDERS = "**";

  private final List<String> segments;
  private final boolean isForFolders;

  private Glob(List<String> segments, boolean isForFolders) {
    this.segments = segments;
    this.isForFolders = isForFolders;
  }

  /** Returns what is wrong with a pattern, as the end of a sentence, if anything is. */
  static Optional<String> fault(String pattern) {
    String inner = pattern.replaceAll("^/|/$", "");
    if (inner.isEmpty()) {
      return Optional.of("must not be empty");
    }
    if (List.of(inner.split("/", -1)).contains("")) {
      return Optional.of("must not have an empty segment");
    }
    if (pattern.startsWith("!")) {
      return Optional.of("must not begin with !: use the other list");
    }
    return pattern.chars().anyMatch(c -> c == '[' || c == '\\' || Character.isISOControl(c))
        ? Optional.of("must not have [, \\ or control characters")
        : Optional.empty();
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it has a {@link #fault}
   */
  static Glob of(String pattern) {
    fault(pattern)
        .ifPresent(fault -> {
          throw new IllegalArgumentException(pattern + " " + fault);
        });
    boolean isForFolders = pattern.endsWith("/");
    String path = isForFolders ? pattern.substring(0, pattern.length() - 1) : pattern;
    List<String> segments = new ArrayList<>();
    if (path.indexOf('/') < 0) {
      segments.add(ANY_FOLDERS); // Without a slash it may be in any folder.
    }
    for (String segment : (path.startsWith("/") ? path.substring(1) : path).split("/", -1)) {
      boolean repeated =
          segment.equals(ANY_FOLDERS)
              && !segments.isEmpty()
              && segments.getLast().equals(ANY_FOLDERS);
      if (!repeated) {
        segments.add(segment);
      }
    }
    return new Glob(List.copyOf(segments), isForFolders);
  }

  /**
   * Tells whether it matches a path as a whole.
   *
   * @param path begins with the segments of the path
   * @param length how many they are
   */
  boolean matches(String[] path, int length, boolean isFolder) {
    if (isForFolders && !isFolder) {
      return false;
    }
    Parts folders =
        new Parts() {
          @Override
          public boolean isMany(int part) {
            return segments.get(part).equals(ANY_FOLDERS);
          }

          @Override
          public boolean isOne(int part, int place) {
            return matches(segments.get(part), path[place]);
          }
        };
    return end(folders, segments.size(), length) == segments.size();
  }

  private static boolean matches(String pattern, String segment) {
    Parts characters =
        new Parts() {
          @Override
          public boolean isMany(int part) {
            return pattern.charAt(part) == '*';
          }

          @Override
          public boolean isOne(int part, int place) {
            char wanted = pattern.charAt(part);
            return wanted == '?' || wanted == segment.charAt(place);
          }
        };
    int end = end(characters, pattern.length(), segment.length());
    while (end >= 0 && end < pattern.length() && pattern.charAt(end) == '*') {
      end++; // It stands for no character here. Folders need one: docs/** does not match docs.
    }
    return end == pattern.length();
  }

  /** The parts of a pattern. */
  private interface Parts {
    /** Tells whether a part stands for any number of places. */
    boolean isMany(int part);

    /** Tells whether another part stands for a place. */
    boolean isOne(int part, int place);
  }

  /**
   * Matches every place. Only the latest part that stands for many is tried again, one place
   * further on: where a later part fails, an earlier one cannot help.
   *
   * @return the first part that no place was needed for, or -1 if the places do not match
   */
  private static int end(Parts parts, int count, int places) {
    int place = 0;
    int part = 0;
    int from = -1;
    int many = -1;
    while (place < places) {
      if (part < count && parts.isMany(part)) {
        from = place;
        many = part++;
        if (part == count) {
          return count;
        }
      } else if (part < count && parts.isOne(part, place)) {
        place++;
        part++;
      } else if (many >= 0) {
        place = ++from;
        part = many + 1;
      } else {
        return -1;
      }
    }
    return part;
  }
}
