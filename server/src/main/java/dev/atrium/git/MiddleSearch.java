// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.util.function.LongPredicate;

/**
 * The search for a point in the middle of a short path through a box, from both of its ends at
 * once. A path goes right for a line that is removed, down for one that is added, and diagonally
 * for one that stays. After 256 edits from either end the search takes the farthest point that it
 * has reached.
 */
final class MiddleSearch {
  private static final int MOST_EDITS = 256;

  private final int[] before;
  private final int[] after;

  /**
   * How far right a path from the beginning comes with the present number of edits, by the diagonal
   * it ends on; -1 for a diagonal that no path reaches.
   */
  private final int[] forward = new int[2 * MOST_EDITS + 3];

  /** How far left a path from the end comes, likewise. */
  private final int[] backward = new int[2 * MOST_EDITS + 3];

  private Box box = new Box(0, 0, 0, 0);
  private int a;
  private int b;
  private long steps;

  MiddleSearch(int[] before, int[] after) {
    this.before = before;
    this.after = after;
  }

  /** Returns where the point is on the side before. */
  int a() {
    return a;
  }

  /** Returns where the point is on the side after. */
  int b() {
    return b;
  }

  /**
   * Searches a box that neither begins nor ends with an equal line, and is not empty on either
   * side.
   *
   * @param spend takes steps; false ends the search
   * @return whether {@link #a} and {@link #b} are a point that divides the box
   */
  boolean find(Box searched, LongPredicate spend) {
    box = searched;
    for (int edits = 0; edits <= MOST_EDITS; edits++) {
      steps = 4L * edits + 2;
      if (advance(forward, edits, true) || advance(backward, edits, false)) {
        return true;
      }
      if (!spend.test(steps)) {
        return false;
      }
    }
    takeFarthest();
    return true;
  }

  /** Adds an edit to the paths from one end. Tells whether one of them met one from the other. */
  private boolean advance(int[] paths, int edits, boolean isForward) {
    paths[at(-edits - 1)] = -1;
    paths[at(edits + 1)] = -1;
    int delta = box.width() - box.height();
    int[] others = isForward ? backward : forward;
    int othersEdits = isForward ? edits - 1 : edits;
    boolean canMeet = (delta & 1) == (isForward ? 1 : 0);
    for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
      int x = edits == 0 ? 0 : oneMore(paths, diagonal);
      if (x >= 0) {
        x += isForward ? matchesFrom(x, x - diagonal) : matchesBefore(x, x - diagonal);
      }
      paths[at(diagonal)] = x;
      int other = delta - diagonal;
      if (canMeet && x >= 0 && Math.abs(other) <= othersEdits) {
        int met = others[at(other)];
        if (met >= 0 && x + met >= box.width()) {
          take(x, x - diagonal, isForward);
          return true;
        }
      }
    }
    return false;
  }

  private int oneMore(int[] paths, int diagonal) {
    int left = paths[at(diagonal - 1)];
    int above = paths[at(diagonal + 1)];
    int x = left >= 0 && left < box.width() ? left + 1 : -1;
    return above >= 0 && above - diagonal <= box.height() ? Math.max(x, above) : x;
  }

  private int matchesFrom(int x, int y) {
    int i = box.a() + x;
    int j = box.b() + y;
    while (i < box.aEnd() && j < box.bEnd() && before[i] == after[j]) {
      i++;
      j++;
    }
    int count = i - box.a() - x;
    steps += count;
    return count;
  }

  private int matchesBefore(int x, int y) {
    int i = box.aEnd() - x;
    int j = box.bEnd() - y;
    while (i > box.a() && j > box.b() && before[i - 1] == after[j - 1]) {
      i--;
      j--;
    }
    int count = box.aEnd() - x - i;
    steps += count;
    return count;
  }

  private void takeFarthest() {
    int farthest = -1;
    for (int diagonal = -MOST_EDITS; diagonal <= MOST_EDITS; diagonal += 2) {
      for (boolean isForward : new boolean[] {true, false}) {
        int x = (isForward ? forward : backward)[at(diagonal)];
        if (x >= 0 && 2 * x - diagonal > farthest) {
          farthest = 2 * x - diagonal;
          take(x, x - diagonal, isForward);
        }
      }
    }
  }

  private void take(int x, int y, boolean isForward) {
    a = isForward ? box.a() + x : box.aEnd() - x;
    b = isForward ? box.b() + y : box.bEnd() - y;
  }

  private static int at(int diagonal) {
    return diagonal + MOST_EDITS + 1;
  }

  /** A range of lines on either side, up to but without the ends. */
  record Box(int a, int aEnd, int b, int bEnd) {
    int width() {
      return aEnd - a;
    }

    int height() {
      return bEnd - b;
    }

    boolean isEmptyOnASide() {
      return a == aEnd || b == bEnd;
    }

    /** Returns the box without the equal lines at its beginning and its end. */
    Box trimmed(int[] before, int[] after) {
      int top = a;
      int topB = b;
      while (top < aEnd && topB < bEnd && before[top] == after[topB]) {
        top++;
        topB++;
      }
      int end = aEnd;
      int endB = bEnd;
      while (end > top && endB > topB && before[end - 1] == after[endB - 1]) {
        end--;
        endB--;
      }
      return new Box(top, end, topB, endB);
    }
  }
}
