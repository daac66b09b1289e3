// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import java.util.Arrays;

/**
 * The tokenizer of lower-cased BERT: it cuts words at blanks, punctuation and ideographs, drops
 * accents, and takes the longest pieces of each word that the vocabulary has.
 *
 * <p>Marks of the model such as {@code [SEP]} are ordinary text here, so that no text can pretend
 * to be two. Reading takes time in proportion to the text, of which at most {@link #MOST}
 * characters are looked at, and ends when the limit of tokens is reached.
 */
final class WordPiece {
  /** The characters of Java of a text that are looked at: many times what fills a model. */
  static final int MOST = 100_000;

  /** The characters of a word; a longer one is unknown. */
  private static final int MOST_OF_WORD = 100;

  private final Vocabulary vocabulary;
  private final int unknown;
  private final int begins;
  private final int ends;

  WordPiece(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.unknown = vocabulary.mark("[UNK]");
    this.begins = vocabulary.mark("[CLS]");
    this.ends = vocabulary.mark("[SEP]");
  }

  /**
   * Returns the numbers of a text's tokens, with the marks of its begin and end.
   *
   * @param most the most tokens, at least 3; what comes later in the text is left out
   */
  long[] tokens(String text, int most) {
    return new Reading(most - 1).of(text);
  }

  /** The reading of one text. */
  private final class Reading {
    private final long[] tokens;
    private int count;

    private final StringBuilder word = new StringBuilder(2 * MOST_OF_WORD);
    private int characters;

    /** Prepares for tokens that leave room for the mark of the end. */
    Reading(int most) {
      tokens = new long[most + 1];
      add(begins);
    }

    long[] of(String text) {
      int end = Math.min(text.length(), MOST);
      for (int i = 0; i < end && !isFull(); ) {
        int character = text.codePointAt(i);
        i += Character.charCount(character);
        read(character);
      }
      endWord();
      tokens[count++] = ends;
      return Arrays.copyOf(tokens, count);
    }

    private void read(int character) {
      if (character < 128) {
        readPlain(character < ' ' || character == 127 ? blankOrNothing(character) : character);
      } else if (Characters.isIdeograph(character)) {
        endWord();
        Characters.plain(character).codePoints().forEach(this::append);
        endWord();
      } else if (!Characters.isDropped(character)) {
        Characters.plain(character).codePoints().forEach(this::readPlain);
      }
    }

    /** Returns a blank for a control character that is one, else 0. */
    private static int blankOrNothing(int control) {
      return Characters.isSpace(control) ? ' ' : 0;
    }

    /** Reads a character without accent; 0 is none. */
    private void readPlain(int character) {
      if (character == 0) {
        return;
      }
      if (Characters.isSpace(character)) {
        endWord();
      } else if (Characters.isPunctuation(character)) {
        endWord();
        append(character);
        endWord();
      } else {
        append(Character.toLowerCase(character));
      }
    }

    private void append(int character) {
      characters++;
      if (characters <= MOST_OF_WORD) {
        word.appendCodePoint(character);
      }
    }

    private void endWord() {
      if (characters > MOST_OF_WORD) {
        add(unknown);
      } else if (characters > 0) {
        addPieces();
      }
      word.setLength(0);
      characters = 0;
    }

    /** Adds the pieces of the word, or the mark of an unknown one if a part of it is no piece. */
    private void addPieces() {
      int before = count;
      for (int from = 0; from < word.length(); ) {
        int to = Math.min(word.length(), from + vocabulary.longest());
        Integer number = null;
        while (to > from) {
          number = vocabulary.number(word.substring(from, to), from > 0);
          if (number != null) {
            break;
          }
          to--;
        }
        if (number == null) {
          count = before;
          add(unknown);
          return;
        }
        add(number);
        from = to;
      }
    }

    /** Adds a token, unless there is no room any more. */
    private void add(long token) {
      if (!isFull()) {
        tokens[count++] = token;
      }
    }

    private boolean isFull() {
      return count == tokens.length - 1;
    }
  }
}
