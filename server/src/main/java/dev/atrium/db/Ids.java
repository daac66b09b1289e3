// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists of ids and of rows, cut and padded to few lengths. Each length makes its own SQL text, and
 * each text is prepared and cached separately. Both databases accept as many parameters as {@value
 * #MOST} rows have.
 */
public final class Ids {
  private static final int MOST = 512;

  private Ids() {}

  /**
   * Reads ids that {@code string_agg} joined with commas, sorted; null stands for none. In this way
   * the ids that belong to a row come with it.
   */
  public static List<Long> read(@Nullable String aggregated) {
    return aggregated == null
        ? List.of()
        : Arrays.stream(aggregated.split(",")).map(Long::valueOf).sorted().toList();
  }

  /**
   * Splits ids for {@code IN (<ids>)}. Each part is padded by repeating its last id up to a power
   * of two.
   */
  public static List<List<Long>> in(Collection<Long> ids) {
    return parts(List.copyOf(ids)).stream().map(Ids::padded).toList();
  }

  /** Splits texts for {@code IN (<keys>)}, as {@link #in} splits ids. */
  public static List<List<String>> keys(Collection<String> keys) {
    return parts(List.copyOf(keys)).stream().map(Ids::padded).toList();
  }

  /** Splits a list into parts of the size that one statement accepts. */
  public static <T> List<List<T>> parts(List<T> all) {
    return parts(all, MOST);
  }

  static <T> List<List<T>> parts(List<T> all, int most) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      parts.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return parts;
  }

  /** Pads a list by repeating its last element up to a power of two; an empty list stays empty. */
  public static <T> List<T> padded(List<T> some) {
    if (some.isEmpty()) {
      return some;
    }
    List<T> padded = new ArrayList<>(some);
    padded.addAll(Collections.nCopies(roundedUp(some.size()) - some.size(), some.getLast()));
    return padded;
  }

  /** Returns the power of two that a list of this size is padded to. */
  public static int roundedUp(int size) {
    return size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
  }
}
