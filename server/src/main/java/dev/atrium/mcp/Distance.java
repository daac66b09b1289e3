// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

/** How far two names are from each other, to name those that somebody may have meant. */
final class Distance {
  /** The characters of longer names that are looked at: their ends tell them apart. */
  private static final int MOST = 80;

  private Distance() {}

  /** Returns how many characters must be added, removed or changed, by Levenshtein. */
  static int of(String one, String other) {
    String a = end(one);
    String b = end(other);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static String end(String name) {
    return name.substring(Math.max(0, name.length() - MOST));
  }
}
