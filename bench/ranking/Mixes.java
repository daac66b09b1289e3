// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Corpus.Query;
import dev.atrium.search.Ranking.Way;
import dev.atrium.search.Search.Ranked;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Other mixes of what the server finds, most of them with vectors, which it has none of yet. */
final class Mixes {
  private static final List<Double> EVERY = List.of(1.0, .5, .5, 1.0);

  private Mixes() {}

  /**
   * The mixes for one query, by name.
   *
   * @param lists what the server found in each of its ways
   */
  static Map<String, List<Ranked>> of(
      Query query, Map<String, List<Ranked>> lists, @Nullable VectorWays vectors) {
    Way files = new Way(found(lists, Report.FILES), 1);
    Way passages = new Way(found(lists, Report.PASSAGES), .2);
    Way votes = new Way(found(lists, Report.VOTES), .2);
    Map<String, List<Ranked>> all = new LinkedHashMap<>();
    all.put("E without vectors: ranks", ranks(List.of(files, passages, votes), EVERY));
    if (vectors != null) {
      Way near = new Way(vectors.votes(query), .2);
      all.put("votes of commits by vectors alone", near.found());
      all.put("G without the files' vectors", mix(files, passages, votes, new Way(near.found(), .3)));
      if (vectors.hasFiles()) {
        Way meant = new Way(vectors.files(query), .5);
        all.put("vectors of files alone", meant.found());
        all.put("RRF k = 60 of BASE and vectors", rrf(found(lists, Report.BASE), meant.found()));
        all.put("D: used + ½ vectors of files", mix(files, passages, votes, meant));
        all.put("E: ranks, with vectors of files", ranks(List.of(files, passages, votes, meant), EVERY));
        all.put("G: D + .2 votes by vectors", mix(files, passages, votes, near, meant));
        all.put("G with 1 × vectors of files", mix(files, passages, votes, near, new Way(meant.found(), 1)));
      }
    }
    return all;
  }

  private static List<Ranked> found(Map<String, List<Ranked>> lists, String way) {
    return lists.getOrDefault(way, List.of());
  }

  private static List<Ranked> mix(Way... ways) {
    return Ranking.mix(List.of(ways), Ranking.MOST);
  }

  private static List<Ranked> ranks(List<Way> ways, List<Double> weights) {
    return byRank(10, ways.stream().map(Way::found).toList(), weights);
  }

  private static List<Ranked> rrf(List<Ranked> one, List<Ranked> other) {
    return byRank(60, List.of(one, other), List.of(1.0, 1.0));
  }

  private static List<Ranked> byRank(int k, List<List<Ranked>> lists, List<Double> weights) {
    Map<Integer, Double> scores = new HashMap<>();
    for (int list = 0; list < lists.size(); list++) {
      for (int i = 0; i < lists.get(list).size(); i++) {
        scores.merge(lists.get(list).get(i).file(), weights.get(list) / (k + i + 1), Double::sum);
      }
    }
    return scores.entrySet().stream()
        .map(each -> new Ranked(0, each.getKey(), Ranking.rounded(each.getValue())))
        .sorted(Ranking.BEST)
        .limit(Ranking.MOST)
        .toList();
  }
}
