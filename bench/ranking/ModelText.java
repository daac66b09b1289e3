// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Corpus.Doc;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often texts have the words that queries ask for, and how long they are. Nothing else is kept. */
final class ModelText {
  private static final CodeAnalyzer ANALYZER = new CodeAnalyzer();

  private final Map<String, Integer> vocabulary = new HashMap<>();
  private final Map<Long, Counts> bodies = new HashMap<>();
  private final Map<Long, List<Counts>> chunks = new HashMap<>();
  private final Map<String, Counts> others = new HashMap<>();
  private final Map<String, List<String>> stems = new HashMap<>();

  ModelText(Corpus corpus) {
    corpus.queries().forEach(query -> {
      LuceneWays.words(query.text()).forEach(this::learn);
      pairs(query.text()).keySet().forEach(this::learn);
    });
  }

  private void learn(String word) {
    vocabulary.putIfAbsent(word, vocabulary.size());
  }

  /** The pairs of words that stand beside each other in a query. */
  static Map<String, Double> pairs(String text) {
    List<String> parts = ANALYZER.parts(text);
    Map<String, Double> pairs = new LinkedHashMap<>();
    for (int i = 1; i < parts.size(); i++) {
      pairs.put(parts.get(i - 1) + " " + parts.get(i), 1.0);
    }
    return pairs;
  }

  /** The number of a word that some query has, or -1. */
  int number(String word) {
    return vocabulary.getOrDefault(word, -1);
  }

  Counts body(Doc doc) {
    return bodies.computeIfAbsent(doc.blob(), blob -> count(doc.text()));
  }

  Counts name(Doc doc) {
    return others.computeIfAbsent("n" + doc.name(), key -> count(doc.name()));
  }

  Counts path(Doc doc) {
    return others.computeIfAbsent("p" + doc.path(), key -> count(doc.path()));
  }

  Counts history(Doc doc, int most) {
    return others.computeIfAbsent(
        "h" + most + "/" + doc.unit(),
        key -> count(doc.log().stream().limit(most).map(FileLog.Commit::subject).collect(Collectors.joining("\n"))));
  }

  Counts message(IndexedCommit commit) {
    return others.computeIfAbsent("c" + commit.unit(), key -> count(commit.message()));
  }

  List<Counts> chunks(Doc doc) {
    return chunks.computeIfAbsent(
        doc.blob(), blob -> Chunker.cut(doc.path(), doc.text()).stream().map(chunk -> count(chunk.text())).toList());
  }

  /** The words of a file's name without its ending. */
  List<String> stem(Doc doc) {
    return stems.computeIfAbsent(doc.name(), name -> ANALYZER.parts(name.replaceFirst("\\.[^.]*$", "")));
  }

  private Counts count(String text) {
    Map<Integer, Integer> counts = new TreeMap<>();
    List<CodeAnalyzer.Word> words = ANALYZER.analyse(text);
    String before = "";
    for (CodeAnalyzer.Word word : words) {
      Integer number = vocabulary.get(word.text());
      if (number != null) {
        counts.merge(number, 1, Integer::sum);
      }
      if (!word.whole()) {
        Integer pair = vocabulary.get(before + " " + word.text());
        if (pair != null) {
          counts.merge(pair, 1, Integer::sum);
        }
        before = word.text();
      }
    }
    return new Counts(
        words.size(),
        counts.keySet().stream().mapToInt(Integer::intValue).toArray(),
        counts.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /** The words of one text, by their numbers in ascending order. */
  record Counts(int length, int[] numbers, int[] counts) {
    int of(int number) {
      int place = Arrays.binarySearch(numbers, number);
      return place < 0 ? 0 : counts[place];
    }
  }
}
