// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query as people write it: words, {@code "quoted words"} that must be found one after another,
 * {@code -word} for what must not be found, {@code path:} and {@code lang:}. Anything else is text.
 *
 * @param words what is ranked by, as the indexes have them
 * @param phrases the words of each quoted part
 * @param without the words of each excluded part
 * @param path a prefix or a pattern of paths
 * @param language the name of a language
 */
public record SearchQuery(
    List<String> words,
    List<List<String>> phrases,
    List<List<String>> without,
    Optional<String> path,
    Optional<String> language) {

  /** The most words that are searched for. A longer question names its subject early. */
  private static final int MOST_WORDS = 64;

  /** The most quoted parts, and the most excluded ones; each is a search of its own. */
  private static final int MOST_PARTS = 16;

  private static final Pattern PART =
      Pattern.compile(
          "(?<key>path|lang|language):(?:\"(?<value>[^\"]*)\"|(?<plain>\\S+))"
              + "|(?<not>(?<=^|\\s)-)?(?:\"(?<quoted>[^\"]*)\"|(?<text>\\S+))");

  private static final CodeAnalyzer ANALYZER = new CodeAnalyzer();

  /** Reads a query. Every text is one. */
  public static SearchQuery parse(String text) {
    Set<String> words = new LinkedHashSet<>();
    List<List<String>> phrases = new ArrayList<>();
    List<List<String>> without = new ArrayList<>();
    Optional<String> path = Optional.empty();
    Optional<String> language = Optional.empty();
    for (Matcher part = PART.matcher(text); part.find(); ) {
      if (part.group("key") != null) {
        String value = part.group("value") == null ? part.group("plain") : part.group("value");
        if (part.group("key").equals("path")) {
          path = Optional.of(value);
        } else {
          language = Optional.of(value);
        }
        continue;
      }
      String quoted = part.group("quoted");
      String value = quoted == null ? part.group("text") : quoted;
      List<String> found = ANALYZER.words(value);
      if (part.group("not") != null && !found.isEmpty()) {
        add(without, found);
      } else {
        words.addAll(found);
        if (quoted != null && !found.isEmpty()) {
          add(phrases, ANALYZER.parts(value));
        }
      }
    }
    return new SearchQuery(
        words.stream().limit(MOST_WORDS).toList(), phrases, without, path, language);
  }

  private static void add(List<List<String>> parts, List<String> words) {
    if (parts.size() < MOST_PARTS) {
      parts.add(words.stream().limit(MOST_WORDS).toList());
    }
  }
}
