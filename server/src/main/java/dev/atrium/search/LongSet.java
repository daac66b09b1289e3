// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/** A set of numbers that does not change, at eight bytes each. */
public final class LongSet {
  public static final LongSet NONE = new LongSet(new long[0]);

  private final long[] sorted;

  private LongSet(long[] sorted) {
    this.sorted = sorted;
  }

  /** Makes a set of these numbers, which may be unsorted and repeated. */
  public static LongSet of(long... numbers) {
    return new LongSet(Arrays.stream(numbers).sorted().distinct().toArray());
  }

  public boolean contains(long number) {
    return indexOf(number) >= 0;
  }

  public int size() {
    return sorted.length;
  }

  public void forEach(LongConsumer action) {
    Arrays.stream(sorted).forEach(action);
  }

  /** Returns the place of a number in the order of the set, or a negative number. */
  int indexOf(long number) {
    return Arrays.binarySearch(sorted, number);
  }

  /** Returns the numbers that are not among the others. */
  long[] without(LongPredicate others) {
    return Arrays.stream(sorted).filter(number -> !others.test(number)).toArray();
  }

  /** Collects numbers. */
  public static final class Builder {
    private long[] numbers = new long[16];
    private int size;

    public void add(long number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = number;
    }

    public LongSet build() {
      return of(Arrays.copyOf(numbers, size));
    }
  }
}
