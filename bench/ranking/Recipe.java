// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the model's ranking is made of.
 *
 * @param log how many commits of a file's history count
 * @param pairs the weight of words of the query that stand beside each other in the text
 * @param wholeName what a file gets whose whole name is in the query
 * @param identifier the weight of words of several parts and of digits
 * @param together the weight of files that were changed together with the best ones
 * @param fewer leaves out words of English that say nothing about a change
 */
record Recipe(
    double bodyB,
    double name,
    double path,
    double history,
    double historyB,
    int log,
    double passages,
    double votes,
    double pairs,
    double wholeName,
    double identifier,
    double together,
    boolean fewer) {
  static final Recipe STANDARD = new Recipe(.75, 1, .5, 1, .3, FileLog.MOST, .2, .2, 0, 0, 1, 0, false);

  private static final CodeAnalyzer ANALYZER = new CodeAnalyzer();

  private static final Set<String> SAYING_NOTHING =
      Set.of(
          "add", "fix", "make", "us", "use", "when", "do", "from", "so", "don", "t", "s", "more", "some", "all", "can",
          "ha", "have", "also", "than", "them", "which", "what", "who", "onli", "after", "befor", "where", "allow",
          "ensur", "avoid", "improv");

  static Recipe base() {
    return STANDARD.with("path", 0).with("history", 0).with("passages", 0).with("votes", 0);
  }

  static Recipe files() {
    return STANDARD.with("passages", 0).with("votes", 0);
  }

  /** Returns the recipe with one number changed. */
  Recipe with(String what, double to) {
    return new Recipe(
        what.equals("bodyB") ? to : bodyB,
        what.equals("name") ? to : name,
        what.equals("path") ? to : path,
        what.equals("history") ? to : history,
        what.equals("historyB") ? to : historyB,
        what.equals("log") ? (int) to : log,
        what.equals("passages") ? to : passages,
        what.equals("votes") ? to : votes,
        what.equals("pairs") ? to : pairs,
        what.equals("wholeName") ? to : wholeName,
        what.equals("identifier") ? to : identifier,
        what.equals("together") ? to : together,
        what.equals("fewer") ? to > 0 : fewer);
  }

  /** The words of a query, with what each counts. */
  Map<String, Double> words(String text) {
    Set<String> wholes =
        ANALYZER.analyse(text).stream()
            .filter(word -> word.whole() || word.text().matches(".*[0-9_].*"))
            .map(CodeAnalyzer.Word::text)
            .collect(Collectors.toSet());
    Map<String, Double> words = new LinkedHashMap<>();
    for (String word : LuceneWays.words(text)) {
      if (!fewer || !SAYING_NOTHING.contains(word)) {
        words.put(word, wholes.contains(word) ? identifier : 1);
      }
    }
    return words;
  }
}
