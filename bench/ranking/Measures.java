// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Corpus.Query;
import dev.atrium.search.Search.Ranked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How well each way found what it should, by corpus and query. A figure of several corpora is the mean of theirs. */
final class Measures {
  private static final int DRAWS = 2_000;

  /** By way and corpus: the results of the queries, in their order. */
  private final Map<String, Map<String, List<Result>>> results = new LinkedHashMap<>();

  void add(String way, String corpus, Query query, List<Ranked> found) {
    results
        .computeIfAbsent(way, key -> new LinkedHashMap<>())
        .computeIfAbsent(corpus, key -> new ArrayList<>())
        .add(Result.of(query, found));
  }

  List<String> ways() {
    return List.copyOf(results.keySet());
  }

  List<String> corpora(String way) {
    return List.copyOf(results.getOrDefault(way, Map.of()).keySet());
  }

  int queries(String way, String corpus) {
    return of(way, corpus).size();
  }

  double mean(String way, String corpus, Measure measure) {
    return of(way, corpus).stream().mapToDouble(measure::of).average().orElse(0);
  }

  double mean(String way, List<String> corpora, Measure measure) {
    return corpora.stream().mapToDouble(corpus -> mean(way, corpus, measure)).average().orElse(0);
  }

  /** The ratio of a way's recall at 10 to another's, and the bounds of 95 % of such ratios of queries drawn again. */
  double[] ratio(String way, String base, List<String> corpora) {
    Random random = new Random(1);
    double[] drawn = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double above = 0;
      double below = 0;
      for (String corpus : corpora) {
        List<Result> ours = of(way, corpus);
        List<Result> theirs = of(base, corpus);
        for (int i = 0; i < ours.size(); i++) {
          int query = random.nextInt(ours.size());
          above += ours.get(query).at10() / ours.size();
          below += theirs.get(query).at10() / ours.size();
        }
      }
      drawn[draw] = above / below;
    }
    Arrays.sort(drawn);
    double ratio = mean(way, corpora, Result::at10) / mean(base, corpora, Result::at10);
    return new double[] {ratio, drawn[DRAWS / 40], drawn[DRAWS - 1 - DRAWS / 40]};
  }

  private List<Result> of(String way, String corpus) {
    return results.getOrDefault(way, Map.of()).getOrDefault(corpus, List.of());
  }

  /** One of the figures of a result. */
  @FunctionalInterface
  interface Measure {
    double of(Result result);
  }

  /** The part of the right files among the first 5, 10 and 20, and one divided by the place of the first right one. */
  record Result(double at5, double at10, double at20, double reciprocal) {
    static Result of(Query query, List<Ranked> found) {
      int[] right = new int[found.size() + 1];
      double reciprocal = 0;
      for (int i = 0; i < found.size(); i++) {
        boolean hit = query.truth().contains(found.get(i).file());
        right[i + 1] = right[i] + (hit ? 1 : 0);
        reciprocal = hit && reciprocal == 0 ? 1.0 / (i + 1) : reciprocal;
      }
      double all = query.truth().size();
      int last = found.size();
      return new Result(
          right[Math.min(5, last)] / all, right[Math.min(10, last)] / all, right[Math.min(20, last)] / all, reciprocal);
    }
  }
}
