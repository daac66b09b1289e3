// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.embedding.Embedder;
import dev.atrium.search.Corpus.Doc;
import dev.atrium.search.Corpus.Query;
import dev.atrium.search.Search.Ranked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What vectors find: the files with the passage of the likest meaning, and the votes of the commits of the likest. */
final class VectorWays {
  private static final double SHARPER = 3;

  private final Map<String, float[]> vectors = new HashMap<>();
  private final Embedder embedder;
  private final Corpus corpus;
  private final boolean files;

  /**
   * @param most the most passages for which vectors are made
   */
  VectorWays(Embedder embedder, Corpus corpus, int most) {
    this.embedder = embedder;
    this.corpus = corpus;
    Set<String> passages = new HashSet<>();
    Set<Doc> seen = new HashSet<>();
    for (Query query : corpus.queries()) {
      query.tree().docs.stream().filter(seen::add).forEach(doc -> passages.addAll(windows(doc)));
    }
    files = passages.size() <= most;
    Bench.say("%d passages in all trees%s", passages.size(), files ? "" : ", too many for vectors");
    if (files) {
      make(passages);
    }
    make(subjects());
  }

  /** Tells whether the files have vectors. */
  boolean hasFiles() {
    return files;
  }

  private Set<String> subjects() {
    Set<String> subjects = new HashSet<>();
    corpus.commits().forEach(commit -> subjects.add(subject(commit)));
    return subjects;
  }

  private static String subject(IndexedCommit commit) {
    return commit.message().lines().findFirst().orElse("");
  }

  private static List<String> windows(Doc doc) {
    return Chunker.cut(doc.path(), doc.text()).stream().map(chunk -> doc.name() + "\n" + chunk.text()).toList();
  }

  private void make(Set<String> texts) {
    List<String> left = texts.stream().filter(text -> !vectors.containsKey(text)).sorted().toList();
    for (int i = 0; i < left.size(); i += Embedder.MOST_PASSAGES) {
      List<String> some = left.subList(i, Math.min(left.size(), i + Embedder.MOST_PASSAGES));
      List<float[]> made = embedder.passages(some);
      for (int j = 0; j < some.size(); j++) {
        vectors.put(some.get(j), made.get(j));
      }
      Bench.say("%d of %d vectors", i + some.size(), left.size());
    }
  }

  /** The files by the cosine of their best passage, from the median up. */
  List<Ranked> files(Query query) {
    float[] asked = vectors.computeIfAbsent(query.text(), embedder::query);
    double[] best = query.tree().docs.stream().mapToDouble(doc -> nearest(asked, windowsOf(doc))).toArray();
    double[] sorted = best.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    return Model.list(Arrays.stream(best).map(cosine -> cosine - median).toArray());
  }

  private final Map<Long, List<float[]>> ofFiles = new HashMap<>();

  private List<float[]> windowsOf(Doc doc) {
    return ofFiles.computeIfAbsent(
        Units.file(doc.name(), doc.blob()),
        key -> {
          List<float[]> all = new ArrayList<>();
          windows(doc).forEach(text -> all.add(vectors.get(text)));
          return all;
        });
  }

  private static double nearest(float[] asked, List<float[]> vectors) {
    double best = -1;
    for (float[] each : vectors) {
      best = Math.max(best, cosine(asked, each));
    }
    return best;
  }

  private static double cosine(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The files by the votes of the commits whose subjects are nearest. */
  List<Ranked> votes(Query query) {
    float[] asked = vectors.computeIfAbsent(query.text(), embedder::query);
    Map<IndexedCommit, Double> near = new LinkedHashMap<>();
    for (IndexedCommit commit : corpus.commits()) {
      if (query.tree().commits.contains(commit.unit())) {
        near.put(commit, cosine(asked, vectors.get(subject(commit))));
      }
    }
    double[] cosines = near.values().stream().mapToDouble(Double::doubleValue).toArray();
    return Model.list(Model.count(query, List.copyOf(near.keySet()), cosines, SHARPER));
  }
}
