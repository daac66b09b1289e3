// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.git.MiddleSearch.Box;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/**
 * A comparison of texts line by line, by Myers's algorithm in linear space, whose work is bounded.
 * Where two texts have very little in common it settles for a difference that is not the smallest
 * one. When the steps for one text are used up, it takes the rest as replaced, and is not {@link
 * #isComplete complete}.
 */
final class LineDiff extends DiffAlgorithm {
  /** The steps for one pair of texts: some tenths of a second. */
  private static final long MOST_STEPS = 100_000_000;

  /** The most lines of one pair of texts, since each takes about 30 bytes of memory. */
  private static final int MOST_LINES = 1_000_000;

  /** The steps that it takes to tell two lines apart that have the same hash. */
  private static final int COLLISION = 1_000;

  private final Budget budget;
  private long left;
  private boolean complete = true;

  LineDiff(Budget budget) {
    this.budget = budget;
  }

  /** Tells whether the last two texts were compared to their end. */
  boolean isComplete() {
    return complete;
  }

  @Override
  public <S extends Sequence> EditList diffNonCommon(
      SequenceComparator<? super S> comparator, S a, S b) {
    left = MOST_STEPS;
    int[] numbers = new int[Math.min(MOST_LINES, a.size() + b.size())];
    complete = numbers.length == a.size() + b.size();
    if (!spend(numbers.length) || !number(comparator, a, b, numbers)) {
      return EditList.singleton(new Edit(0, a.size(), 0, b.size()));
    }
    Side before = new Side(Arrays.copyOfRange(numbers, 0, a.size()));
    Side after = new Side(Arrays.copyOfRange(numbers, a.size(), numbers.length));
    before.keepWhatIsIn(after);
    after.keepWhatIsIn(before);
    compare(before, after);
    return edits(before.changed, after.changed);
  }

  private boolean spend(long steps) {
    left -= steps;
    complete &= budget.spend(steps) && left >= 0;
    return complete;
  }

  /**
   * Gives equal lines the same number: the place of the first of them. Returns false if too many
   * different lines have the same hash.
   */
  private <S extends Sequence> boolean number(
      SequenceComparator<? super S> comparator, S a, S b, int[] numbers) {
    int[] hashes = new int[numbers.length];
    int[] slots = new int[Integer.highestOneBit(numbers.length) * 4];
    for (int line = 0; line < numbers.length; line++) {
      S text = line < a.size() ? a : b;
      int place = line < a.size() ? line : line - a.size();
      hashes[line] = comparator.hash(text, place) * 0x9e3779b9;
      int slot = hashes[line] >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
      for (; slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
        int other = slots[slot] - 1;
        boolean sameHash = hashes[other] == hashes[line];
        if (sameHash
            && comparator.equals(
                other < a.size() ? a : b,
                other < a.size() ? other : other - a.size(),
                text,
                place)) {
          break;
        }
        // Few lines that differ have the same hash, unless somebody made them so.
        if (!spend(sameHash ? COLLISION : 1)) {
          return false;
        }
      }
      if (slots[slot] == 0) {
        slots[slot] = line + 1;
      }
      numbers[line] = slots[slot] - 1;
    }
    return true;
  }

  /** Marks what changes, box by box: a box is a range of lines on either side. */
  private void compare(Side before, Side after) {
    MiddleSearch search = new MiddleSearch(before.kept, after.kept);
    Deque<Box> boxes = new ArrayDeque<>();
    boxes.push(new Box(0, before.count, 0, after.count));
    while (!boxes.isEmpty()) {
      Box box = boxes.pop().trimmed(before.kept, after.kept);
      if (box.isEmptyOnASide() || !search.find(box, this::spend)) {
        before.change(box.a(), box.aEnd());
        after.change(box.b(), box.bEnd());
      } else {
        boxes.push(new Box(search.a(), box.aEnd(), search.b(), box.bEnd()));
        boxes.push(new Box(box.a(), search.a(), box.b(), search.b()));
      }
    }
  }

  private static EditList edits(boolean[] before, boolean[] after) {
    EditList edits = new EditList();
    int a = 0;
    int b = 0;
    while (a < before.length || b < after.length) {
      int beginA = a;
      int beginB = b;
      while (a < before.length && before[a]) {
        a++;
      }
      while (b < after.length && after[b]) {
        b++;
      }
      if (a > beginA || b > beginB) {
        edits.add(new Edit(beginA, a, beginB, b));
      } else {
        a++;
        b++;
      }
    }
    return edits;
  }

  /** The lines of one text by number, and which of them change. */
  private static final class Side {
    final boolean[] changed;
    private final int[] lines;

    /** The lines that the other text has too, and the place of each. */
    final int[] kept;

    private final int[] places;
    int count;

    Side(int[] lines) {
      this.lines = lines;
      this.changed = new boolean[lines.length];
      this.kept = new int[lines.length];
      this.places = new int[lines.length];
    }

    /** Marks the lines as changed that the other text does not have, whatever becomes of them. */
    void keepWhatIsIn(Side other) {
      BitSet there = new BitSet();
      for (int line : other.lines) {
        there.set(line);
      }
      for (int place = 0; place < lines.length; place++) {
        changed[place] = !there.get(lines[place]);
        if (!changed[place]) {
          kept[count] = lines[place];
          places[count++] = place;
        }
      }
    }

    void change(int from, int to) {
      for (int i = from; i < to; i++) {
        changed[places[i]] = true;
      }
    }
  }
}
