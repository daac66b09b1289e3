// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.embedding.LocalEmbedder;
import dev.atrium.search.Corpus.Query;
import dev.atrium.search.Search.Ranked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures how well searches find what they should. {@code Bench FOLDER NAME...}: the folder has a bare repository for
 * each name, called 1.git, 2.git and so on. Tables go to the output, progress to the error output.
 */
final class Bench {
  private static final int QUERIES = number("BENCH_QUERIES", 200);
  private static final int MOST_VECTORS = number("BENCH_VECTORS", 20_000);

  /** Fewer queries say nothing. */
  private static final int FEWEST = 50;

  /** The server's ways, by what counts. The last one is what searches use. */
  private static final Map<String, Weights> WAYS =
      new LinkedHashMap<>();

  static {
    WAYS.put("BM25 of the text", new Weights(1, 0, 0, 0, 0, 0));
    WAYS.put(Report.BASE, new Weights(1, 1, 0, 0, 0, 0));
    WAYS.put("BASE + ½ path", new Weights(1, 1, .5f, 0, 0, 0));
    WAYS.put(Report.FILES, new Weights(1, 1, .5f, 1, 0, 0));
    WAYS.put(Report.PASSAGES, new Weights(0, 0, 0, 0, 1, 0));
    WAYS.put(Report.VOTES, new Weights(0, 0, 0, 0, 0, 1));
    WAYS.put(Report.USED, Weights.STANDARD);
  }

  private static final Map<String, Recipe> MODEL =
      Map.of(
          "BM25 of the text", Recipe.base().with("name", 0),
          Report.BASE, Recipe.base(),
          "BASE + ½ path", Recipe.base().with("path", .5),
          Report.FILES, Recipe.files(),
          Report.USED, Recipe.STANDARD);

  private final Map<Corpus.Kind, Measures> lucene = new EnumMap<>(Corpus.Kind.class);
  private final Map<Corpus.Kind, Measures> model = new EnumMap<>(Corpus.Kind.class);
  private final Map<Corpus.Kind, Measures> tried = new EnumMap<>(Corpus.Kind.class);
  private final Map<String, int[]> same = new LinkedHashMap<>();
  private final Path folder;
  private final LocalEmbedder embedder;

  private Bench(Path folder) {
    this.folder = folder;
    this.embedder = new LocalEmbedder(folder.resolve("onnx"), () -> {});
  }

  static void say(String text, Object... values) {
    System.err.printf("bench: " + text + "%n", values);
  }

  private static int number(String name, int usual) {
    String value = System.getenv(name);
    return value == null || value.isEmpty() ? usual : Integer.parseInt(value);
  }

  public static void main(String[] arguments) throws Exception {
    Bench bench = new Bench(Path.of(arguments[0]));
    for (int i = 1; i < arguments.length; i++) {
      say("reading %s", arguments[i]);
      GitCorpus git = new GitCorpus(arguments[i], bench.folder, i);
      List<Corpus> corpora = new ArrayList<>();
      corpora.add(git.queries(QUERIES));
      corpora.add(Questions.sentences(arguments[i], git.head(), git.commits(), QUERIES));
      corpora.add(Questions.headings(arguments[i], git.head(), QUERIES));
      for (Corpus corpus : corpora) {
        if (corpus.queries().size() >= FEWEST) {
          bench.measure(corpus);
        }
      }
    }
    bench.embedder.close();
    Report.tables(bench.lucene, bench.model, bench.same, bench.tried);
    String picture = System.getenv("BENCH_SVG");
    if (picture != null && !picture.isEmpty()) {
      Files.writeString(Path.of(picture), Report.picture(bench.lucene));
    }
  }

  private void measure(Corpus corpus) {
    double size = corpus.queries().stream().mapToInt(query -> query.tree().docs.size()).average().orElse(0);
    double truth = corpus.queries().stream().mapToInt(query -> query.truth().size()).average().orElse(0);
    int queries = corpus.queries().size();
    say("%s, %s: %d queries, %.0f files, %.1f right", corpus.name(), corpus.kind(), queries, size, truth);
    Measures found = lucene.computeIfAbsent(corpus.kind(), key -> new Measures());
    Map<Query, Map<String, List<Ranked>>> lists = new HashMap<>();
    Path index = folder.resolve(corpus.name() + "-" + corpus.kind());
    try (LuceneWays ways = new LuceneWays(index, corpus)) {
      for (Query query : corpus.queries()) {
        List<List<Ranked>> ranked = ways.rank(query, List.copyOf(WAYS.values()));
        Map<String, List<Ranked>> byName = new LinkedHashMap<>();
        for (String way : WAYS.keySet()) {
          byName.put(way, ranked.get(byName.size()));
        }
        lists.put(query, byName);
        byName.forEach((way, list) -> found.add(way, corpus.name(), query, list));
      }
    }
    say("Lucene is done");
    VectorWays vectors = MOST_VECTORS > 0 ? new VectorWays(embedder, corpus, MOST_VECTORS) : null;
    for (Query query : corpus.queries()) {
      Mixes.of(query, lists.getOrDefault(query, Map.of()), vectors)
          .forEach((way, list) -> found.add(way, corpus.name(), query, list));
    }
    model(corpus, lists);
  }

  /** Ranks by the model too, and tries other recipes. */
  private void model(Corpus corpus, Map<Query, Map<String, List<Ranked>>> lists) {
    Model plain = new Model(corpus, false);
    Model rough = new Model(corpus, true);
    Measures found = model.computeIfAbsent(corpus.kind(), key -> new Measures());
    Measures others = tried.computeIfAbsent(corpus.kind(), key -> new Measures());
    int[] alike = same.computeIfAbsent(corpus.name() + ", " + corpus.kind(), key -> new int[3]);
    for (Query query : corpus.queries()) {
      MODEL.forEach((way, recipe) -> found.add(way, corpus.name(), query, plain.rank(query, recipe)));
      Model.Found ways = plain.find(query, Recipe.STANDARD);
      found.add(Report.PASSAGES, corpus.name(), query, ways.passages());
      found.add(Report.VOTES, corpus.name(), query, ways.votes());
      Set<Ranked> ours = ten(lists.get(query).get(Report.USED));
      alike[0] += ours.size();
      alike[1] += shared(ours, plain.rank(query, Recipe.STANDARD));
      alike[2] += shared(ours, rough.rank(query, Recipe.STANDARD));
      Trials.all().forEach((way, recipe) -> others.add(way, corpus.name(), query, plain.rank(query, recipe)));
    }
    say("the model is done");
  }

  private static int shared(Set<Ranked> ours, List<Ranked> theirs) {
    Set<Ranked> both = ten(theirs);
    both.retainAll(ours);
    return both.size();
  }

  private static Set<Ranked> ten(List<Ranked> list) {
    Set<Ranked> files = new HashSet<>();
    list.stream().limit(10).forEach(each -> files.add(new Ranked(0, each.file(), 0)));
    return files;
  }
}
