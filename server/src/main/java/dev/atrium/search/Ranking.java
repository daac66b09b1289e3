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
 */
final class Ranking {
  /** Files first by score; those of one score by index and path. */
  static final Comparator<Ranked> BEST =
      Comparator.comparingDouble(Ranked::score)
          .reversed()
          .thenComparingInt(Ranked::part)
          .thenComparingInt(Ranked::file);

  /** How many files of each way count. */
  static final int MOST = 100;

  static final double STEP = 1e6;

  private Ranking() {}

  /** Rounds a score, so that the order of additions never decides. */
  static double rounded(double score) {
    return Math.round(score * STEP) / STEP;
  }

  /** Mixes what several ways found. */
  static List<Ranked> mix(List<Way> ways, int limit) {
    Map<Ranked, Double> mixed = new HashMap<>();
    ways.stream().filter(way -> way.weight() != 0).forEach(way -> add(mixed, way));
    return mixed.entrySet().stream()
        .map(entry ->
            new Ranked(entry.getKey().part(), entry.getKey().file(), rounded(entry.getValue())))
        .sorted(BEST)
        .limit(limit)
        .toList();
  }

  private static void add(Map<Ranked, Double> mixed, Way way) {
    double best = way.found().isEmpty() ? 1 : Math.max(way.found().getFirst().score(), 1 / STEP);
    for (Ranked found : way.found()) {
      mixed.merge(
          new Ranked(found.part(), found.file(), 0),
          way.weight() * found.score() / best,
          Double::sum);
    }
  }

  /**
   * What was found in one way.
   *
   * @param found the best files, best first
   */
  record Way(List<Ranked> found, double weight) {}
}
