// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Corpus.Doc;
import dev.atrium.search.Corpus.Query;
import dev.atrium.search.ModelText.Counts;
import dev.atrium.search.Ranking.Way;
import dev.atrium.search.Search.Ranked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.lucene.util.SmallFloat;
import org.jspecify.annotations.Nullable;

/**
 * The ranking written down once more, plainly: BM25 in doubles, over the same words, with exact lengths. It checks what
 * Lucene makes of the recipe, and tries what Lucene has no field for.
 */
final class Model {
  private static final double K1 = 1.2;
  private static final int VOTERS = 30;

  private final Corpus corpus;
  private final ModelText text;
  private final boolean rough;

  /** What was counted for the latest query. Many recipes ask for the same. */
  private final Map<Scored, double[]> scores = new HashMap<>();

  private @Nullable Query latest;

  /**
   * @param rough whether lengths are rounded as Lucene does, which keeps one byte of each
   */
  Model(Corpus corpus, boolean rough) {
    this.corpus = corpus;
    this.rough = rough;
    this.text = new ModelText(corpus);
  }

  /** What was found in each way, for one query. */
  Found find(Query query, Recipe recipe) {
    if (!query.equals(latest)) {
      latest = query;
      scores.clear();
    }
    List<Doc> docs = query.tree().docs;
    Map<String, Double> words = recipe.words(query.text());
    Map<String, Double> pairs = ModelText.pairs(query.text());
    double[] files = new double[docs.size()];
    add(files, 1, field("body", docs, text::body, words, recipe.bodyB()));
    add(files, recipe.name(), field("name", docs, text::name, words, .75));
    add(files, recipe.path(), field("path", docs, text::path, words, .75));
    int log = recipe.log();
    add(files, recipe.history(), field("history" + log, docs, doc -> text.history(doc, log), words, recipe.historyB()));
    add(files, recipe.pairs(), field("pairs", docs, text::body, pairs, recipe.bodyB()));
    if (recipe.wholeName() != 0) {
      for (int i = 0; i < files.length; i++) {
        files[i] += words.keySet().containsAll(text.stem(docs.get(i))) ? recipe.wholeName() : 0;
      }
    }
    double[] passages = scores.computeIfAbsent(new Scored("passages", words, .75), key -> chunks(docs, words));
    double[] votes = scores.computeIfAbsent(new Scored("votes", words, .5), key -> votes(query, words));
    return new Found(list(files), list(passages), list(votes));
  }

  private double[] field(
      String name, List<Doc> docs, Function<Doc, Counts> counts, Map<String, Double> words, double b) {
    return scores.computeIfAbsent(
        new Scored(name, words, b), key -> bm25(docs.stream().map(counts).toList(), words, b));
  }

  /** Mixes as the server does. */
  List<Ranked> rank(Query query, Recipe recipe) {
    Found found = find(query, recipe);
    List<Way> ways =
        List.of(
            new Way(found.files(), 1),
            new Way(found.passages(), recipe.passages()),
            new Way(found.votes(), recipe.votes()));
    List<Ranked> mixed = Ranking.mix(ways, Ranking.MOST);
    return recipe.together() == 0 ? mixed : Together.mix(query, corpus.commits(), mixed, recipe.together());
  }

  private static void add(double[] sum, double weight, double[] scores) {
    if (weight == 0) {
      return;
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * scores[i];
    }
  }

  /** The scores of documents, counted over these documents. */
  private double[] bm25(List<Counts> documents, Map<String, Double> words, double b) {
    int[] lengths = documents.stream().mapToInt(each -> length(each.length())).toArray();
    double length = Arrays.stream(lengths).average().orElse(1);
    double[] scores = new double[documents.size()];
    for (Map.Entry<String, Double> word : words.entrySet()) {
      int number = text.number(word.getKey());
      int[] counts = documents.stream().mapToInt(each -> each.of(number)).toArray();
      long with = Arrays.stream(counts).filter(count -> count > 0).count();
      double rare = Math.log(1 + (documents.size() - with + .5) / (with + .5)) * word.getValue();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          double norm = K1 * (1 - b + b * lengths[i] / length);
          scores[i] += rare * counts[i] / (counts[i] + norm);
        }
      }
    }
    return scores;
  }

  private int length(int exact) {
    return rough ? SmallFloat.byte4ToInt(SmallFloat.intToByte4(exact)) : exact;
  }

  private double[] chunks(List<Doc> docs, Map<String, Double> words) {
    Map<Long, List<Integer>> places = new HashMap<>();
    List<Counts> all = new ArrayList<>();
    for (Doc doc : docs) {
      places.computeIfAbsent(
          doc.blob(),
          blob -> {
            int from = all.size();
            all.addAll(text.chunks(doc));
            return IntStream.range(from, all.size()).boxed().toList();
          });
    }
    double[] scores = bm25(all, words, .75);
    return docs.stream()
        .mapToDouble(
            doc ->
                -places.getOrDefault(doc.blob(), List.of()).stream()
                    .mapToDouble(place -> -scores[place])
                    .sorted()
                    .limit(3)
                    .sum())
        .toArray();
  }

  private double[] votes(Query query, Map<String, Double> words) {
    List<IndexedCommit> commits =
        corpus.commits().stream().filter(each -> query.tree().commits.contains(each.unit())).toList();
    double[] scores = bm25(commits.stream().map(text::message).toList(), words, .5);
    return count(query, commits, scores, 1);
  }

  /** Counts the votes of the likest commits: each for what it changed. */
  static double[] count(Query query, List<IndexedCommit> commits, double[] scores, double power) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < query.tree().docs.size(); i++) {
      places.put(query.tree().docs.get(i).path(), i);
    }
    double[] votes = new double[query.tree().docs.size()];
    for (Ranked voter : list(scores).stream().limit(VOTERS).toList()) {
      List<String> paths = commits.get(voter.file()).paths();
      for (String path : paths) {
        Integer place = places.get(path);
        if (place != null) {
          votes[place] += Math.pow(voter.score(), power) / Math.sqrt(paths.size());
        }
      }
    }
    return votes;
  }

  /** The best hundred, in the server's order. */
  static List<Ranked> list(double[] scores) {
    return IntStream.range(0, scores.length)
        .filter(i -> scores[i] > 0)
        .mapToObj(i -> new Ranked(0, i, Ranking.rounded(scores[i])))
        .sorted(Ranking.BEST)
        .limit(Ranking.MOST)
        .toList();
  }

  /** What some scores were counted of. */
  private record Scored(String what, Map<String, Double> words, double b) {}

  /** The best files of each way. */
  record Found(List<Ranked> files, List<Ranked> passages, List<Ranked> votes) {}
}
