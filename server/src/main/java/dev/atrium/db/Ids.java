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
 * Lists of ids and of rows, in few lengths: each length is a text of SQL, and each text is prepared
 * and kept for itself. Both databases take as many parameters as {@value #MOST} rows have.
 */
public final class Ids {
  private static final int MOST = 512;

  private Ids() {}

  /**
   * Reads what {@code string_agg} made of ids with commas between, null for none: so ids that
   * belong to a row come with it.
   */
  public static List<Long> read(@Nullable String aggregated) {
    return aggregated == null
        ? List.of()
        : Arrays.stream(aggregated.split(",")).map(Long::valueOf).sorted().toList();
  }

  /** In parts for {@code IN (<ids>)}, the last of which is repeated up to a power of two. */
  public static List<List<Long>> in(Collection<Long> ids) {
    return parts(List.copyOf(ids)).stream().map(Ids::padded).toList();
  }

  /** In parts of as many as one statement takes. */
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

  /** With the last one repeated up to a power of two; nothing stays nothing. */
  public static <T> List<T> padded(List<T> some) {
    if (some.isEmpty()) {
      return some;
    }
    List<T> padded = new ArrayList<>(some);
    padded.addAll(Collections.nCopies(roundedUp(some.size()) - some.size(), some.getLast()));
    return padded;
  }

  /** The power of two that lists of that size are padded to. */
  public static int roundedUp(int size) {
    return size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
  }
}
