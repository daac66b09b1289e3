// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import java.text.Normalizer;

/** What the reference of lower-cased BERT does with single characters before it looks for words. */
final class Characters {
  private Characters() {}

  /** Tells whether a character is dropped, as if the text did not have it. */
  static boolean isDropped(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character != '\t' && character != '\n' && character != '\r';
      case Character.FORMAT,
          Character.SURROGATE, // one of a pair without the other
          Character.PRIVATE_USE ->
          true;
      default -> character == 0xFFFD;
    };
  }

  static boolean isSpace(int character) {
    return switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> character == '\t' || character == '\n' || character == '\r';
    };
  }

  /** Tells whether a character is a word by itself. ASCII's symbols count, other symbols do not. */
  static boolean isPunctuation(int character) {
    if (character < 128) {
      return character > ' ' && character < 127 && !Character.isLetterOrDigit(character);
    }
    return switch (Character.getType(character)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** Tells whether a character is an ideograph, which is a word by itself. */
  static boolean isIdeograph(int character) {
    return (character >= 0x4E00 && character <= 0x9FFF)
        || (character >= 0x3400 && character <= 0x4DBF)
        || (character >= 0x20000 && character <= 0x2A6DF)
        || (character >= 0x2A700 && character <= 0x2B73F)
        || (character >= 0x2B740 && character <= 0x2B81F)
        || (character >= 0x2B920 && character <= 0x2CEAF)
        || (character >= 0xF900 && character <= 0xFAFF)
        || (character >= 0x2F800 && character <= 0x2FA1F);
  }

  /**
   * Returns a character in lower case and without accents; nothing of an accent that stands alone.
   *
   * <p>The reference takes the whole text apart at once, which also sorts the accents of a letter:
   * that takes as long as the square of their number. Since accents are dropped, a character at a
   * time gives the same.
   */
  static String plain(int character) {
    String parts =
        character < 0xC0
            ? Character.toString(character)
            : Normalizer.normalize(Character.toString(character), Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder(parts.length());
    parts
        .codePoints()
        .filter(each -> Character.getType(each) != Character.NON_SPACING_MARK)
        .forEach(each -> plain.appendCodePoint(Character.toLowerCase(each)));
    return plain.toString();
  }
}
