// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Search.Ranked;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Mixes what was found in several ways into one ranking. Each way's scores are divided by its best
 * one, so that a way that is much surer of its first files says so; ranks alone would lose that.
 * The weights were measured: bench/README.md has them.
 */
final class Ranking {
  /** Files first by score; those of one score by index and path. */
  static final Comparator<Ranked> BEST =
      Comparator.comparingDouble(Ranked::score)
          .reversed()
          .thenComparingInt(Ranked::part)
          .thenComparingInt(Ranked::file);

  /** How many files of each way count. */
  private static final int MOST = 100;

  private static final double OF_PASSAGES = .2;
  private static final double OF_VOTES = .2;
  static final double STEP = 1e6;

  private Ranking() {}

  /** Rounds a score, so that the order of additions never decides. */
  static double rounded(double score) {
    return Math.round(score * STEP) / STEP;
  }

  static List<Ranked> mix(Scores files, Passages passages, Scores votes, int limit) {
    Map<Ranked, Double> mixed = new HashMap<>();
    add(mixed, files.best(MOST), 1);
    add(mixed, passages.files(MOST), OF_PASSAGES);
    add(mixed, votes.best(MOST), OF_VOTES);
    return mixed.entrySet().stream()
        .map(entry ->
            new Ranked(entry.getKey().part(), entry.getKey().file(), rounded(entry.getValue())))
        .sorted(BEST)
        .limit(limit)
        .toList();
  }

  private static void add(Map<Ranked, Double> mixed, List<Ranked> list, double weight) {
    double best = list.isEmpty() ? 1 : Math.max(list.getFirst().score(), 1 / STEP);
    for (Ranked found : list) {
      mixed.merge(
          new Ranked(found.part(), found.file(), 0), weight * found.score() / best, Double::sum);
    }
  }
}
