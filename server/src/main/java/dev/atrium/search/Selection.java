// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which files and commits of an index are searched, such as those of a space at its refs. Files are
 * numbered from 0 in the order of their paths.
 */
public final class Selection {
  /** The order that files must have. It decides between files that are found alike. */
  public static final Comparator<File> ORDER =
      Comparator.comparing(File::path).thenComparingLong(File::blob).thenComparingLong(File::unit);

  private final String[] paths;
  private final long[] texts;

  /** The numbers of the files in ascending order, and which file each belongs to. */
  private final Places units;

  /** The numbers of the texts in ascending order, each perhaps of several files. */
  private final Places blobs;

  private final LongSet commits;
  private volatile @Nullable SelectedLeaves leaves;

  /**
   * @param files in {@link #ORDER}, none twice
   * @param commits the numbers of the commits whose messages are searched
   */
  public Selection(List<File> files, LongSet commits) {
    this.paths = files.stream().map(File::path).toArray(String[]::new);
    this.texts = files.stream().mapToLong(File::blob).toArray();
    this.units = Places.of(files.stream().mapToLong(File::unit).toArray());
    this.blobs = Places.of(texts);
    this.commits = commits;
  }

  public int size() {
    return paths.length;
  }

  public String path(int file) {
    return paths[file];
  }

  /** Returns the number of a file's text. */
  public long blob(int file) {
    return texts[file];
  }

  /** Returns the file of this number, or -1. */
  int withUnit(long unit) {
    int place = units.first(unit);
    return place < 0 ? -1 : units.places[place];
  }

  /** Returns a place by which {@link #fileAt} finds the files of a text, or -1 for none. */
  int textPlace(long blob) {
    return blobs.first(blob);
  }

  /** Returns the same place, or -1 if none of these files has the text. */
  int textPlace(long blob, BitSet of) {
    int place = textPlace(blob);
    for (int at = place; place >= 0 && at < textEnd(place); at++) {
      if (of.get(fileAt(at))) {
        return place;
      }
    }
    return -1;
  }

  /** Returns the place behind those of all files that have a text. */
  int textEnd(int textPlace) {
    int end = textPlace + 1;
    while (end < blobs.sorted.length && blobs.sorted[end] == blobs.sorted[textPlace]) {
      end++;
    }
    return end;
  }

  /** Returns the file at a place of a text. */
  int fileAt(int textPlace) {
    return blobs.places[textPlace];
  }

  boolean hasCommit(long unit) {
    return commits.contains(unit);
  }

  /** Returns the files at a path: one for each text that it has at the refs. */
  int[] at(String path) {
    int found = Arrays.binarySearch(paths, path);
    if (found < 0) {
      return new int[0];
    }
    int begin = found;
    while (begin > 0 && paths[begin - 1].equals(path)) {
      begin--;
    }
    int end = found + 1;
    while (end < paths.length && paths[end].equals(path)) {
      end++;
    }
    return IntStream.range(begin, end).toArray();
  }

  /** Returns what the selection is in this state of the index. The newest is kept. */
  SelectedLeaves leaves(IndexSnapshot snapshot) {
    SelectedLeaves known = leaves;
    if (known == null || !known.isOf(snapshot)) {
      known = Lucene.get(() -> SelectedLeaves.of(this, snapshot));
      leaves = known;
    }
    return known;
  }

  /**
   * One file.
   *
   * @param unit as {@link Units#file} has it
   * @param blob the number of its text
   */
  public record File(String path, long unit, long blob) {}

  /** Numbers in ascending order, with the place that each had before. */
  private static final class Places {
    private final long[] sorted;
    private final int[] places;

    private Places(long[] sorted, int[] places) {
      this.sorted = sorted;
      this.places = places;
    }

    static Places of(long[] numbers) {
      int[] order =
          IntStream.range(0, numbers.length)
              .boxed()
              .sorted(Comparator.comparingLong(i -> numbers[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      return new Places(Arrays.stream(order).mapToLong(i -> numbers[i]).toArray(), order);
    }

    int first(long number) {
      int found = Arrays.binarySearch(sorted, number);
      while (found > 0 && sorted[found - 1] == number) {
        found--;
      }
      return found < 0 ? -1 : found;
    }
  }
}
