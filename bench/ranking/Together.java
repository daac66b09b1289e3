// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Corpus.Query;
import dev.atrium.search.Ranking.Way;
import dev.atrium.search.Search.Ranked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files that were changed together with those that were found. */
final class Together {
  private static final int ASKED = 8;

  private Together() {}

  /** Adds files that were changed together with the first few. */
  static List<Ranked> mix(Query query, List<IndexedCommit> commits, List<Ranked> mixed, double weight) {
    Map<String, Double> asked = new HashMap<>();
    mixed.stream().limit(ASKED).forEach(each -> asked.put(query.tree().docs.get(each.file()).path(), each.score()));
    Map<String, Integer> changes = new HashMap<>();
    Map<String, Double> with = new HashMap<>();
    for (IndexedCommit commit : commits) {
      if (query.tree().commits.contains(commit.unit())) {
        for (String path : commit.paths()) {
          changes.merge(path, 1, Integer::sum);
          for (String other : commit.paths()) {
            if (asked.containsKey(path) && !path.equals(other)) {
              with.merge(path + "\0" + other, 1.0 / commit.paths().size(), Double::sum);
            }
          }
        }
      }
    }
    double[] scores = new double[query.tree().docs.size()];
    for (int i = 0; i < scores.length; i++) {
      String path = query.tree().docs.get(i).path();
      for (Map.Entry<String, Double> one : asked.entrySet()) {
        double shared = with.getOrDefault(one.getKey() + "\0" + path, 0.0);
        double often = (1.0 + changes.getOrDefault(path, 0)) * (1.0 + changes.getOrDefault(one.getKey(), 0));
        scores[i] += one.getValue() * shared / Math.sqrt(often);
      }
    }
    return Ranking.mix(List.of(new Way(mixed, 1), new Way(Model.list(scores), weight)), Ranking.MOST);
  }
}
