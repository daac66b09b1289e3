// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;

/** The analysis of all texts and queries: words as code has them, without endings. */
final class CodeAnalyzer extends Analyzer {
  /** Must change with every change of the analysis: indexes are then built again. */
  static final int VERSION = 1;

  CodeAnalyzer() {
    super(PER_FIELD_REUSE_STRATEGY);
  }

  /** Returns the words of a text as they are searched, each once, in order. */
  List<String> words(String text) {
    return analyse(text).stream().map(Word::text).distinct().toList();
  }

  /** Returns the words of a text in order, without the whole of what has parts. */
  List<String> parts(String text) {
    return analyse(text).stream().filter(word -> !word.whole()).map(Word::text).toList();
  }

  /** Returns the words of a text in order. */
  List<Word> analyse(String text) {
    List<Word> words = new ArrayList<>();
    try (TokenStream tokens = tokenStream(Field.BODY.name(), text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      KeywordAttribute whole = tokens.addAttribute(KeywordAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(new Word(term.toString(), whole.isKeyword()));
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  /**
   * A word.
   *
   * @param whole whether its parts follow
   */
  record Word(String text, boolean whole) {}

  @Override
  protected TokenStreamComponents createComponents(String field) {
    CodeTokenizer words = new CodeTokenizer(field.equals(Field.WORDS.name()));
    if (field.equals(Field.WORDS.name())) {
      return new TokenStreamComponents(words);
    }
    TokenStream kept = new StopFilter(words, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
    return new TokenStreamComponents(words, new PorterStemFilter(kept));
  }
}
