// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of text and code: identifiers, and their parts at changes of case, digits and
 * underscores. A letter of a script that is written without spaces is a word of its own.
 */
final class Words {
  /** Longer runs are data, such as Base64, and are no words. */
  static final int LONGEST = 100;

  private Words() {}

  /** Tells whether a character belongs to a word. */
  static boolean isPart(int c) {
    return c == '_' || Character.isLetterOrDigit(c) || isMark(c);
  }

  private static boolean isMark(int c) {
    return c > 0x2ff && Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** Tells whether the script of a letter has no spaces between words. */
  static boolean isAlone(int c) {
    return c >= 0x0e00
        && switch (Character.UnicodeScript.of(c)) {
          case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
          default -> false;
        };
  }

  /** Returns the parts of an identifier, without its underscores. */
  static List<Range> parts(CharSequence word) {
    List<Range> parts = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= word.length(); i++) {
      if (i == word.length() || isBoundary(word, i)) {
        if (Kind.of(word.charAt(begin)) != Kind.NONE) {
          parts.add(new Range(begin, i));
        }
        begin = i;
      }
    }
    return parts;
  }

  /** Tells whether a part begins at a character: {@code parse|HTTP|Header|2|text}. */
  private static boolean isBoundary(CharSequence word, int i) {
    Kind before = Kind.of(word.charAt(i - 1));
    Kind kind = Kind.of(word.charAt(i));
    if (before == kind) {
      return kind == Kind.UPPER
          && i + 1 < word.length()
          && Kind.of(word.charAt(i + 1)) == Kind.LOWER;
    }
    return kind != Kind.LOWER || before != Kind.UPPER;
  }

  /** A part of a word: from a character up to another one, which does not belong to it. */
  record Range(int start, int end) {}

  private enum Kind {
    NONE,
    LOWER,
    UPPER,
    DIGIT;

    static Kind of(char c) {
      if (c == '_') {
        return NONE;
      }
      if (c < 0x80) {
        return c >= 'a' ? LOWER : c >= 'A' ? UPPER : DIGIT;
      }
      return Character.isUpperCase(c) ? UPPER : Character.isDigit(c) ? DIGIT : LOWER;
    }
  }
}
