// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Counts tokens as OpenAI's models do. Other makers publish no tokenizer; theirs differ by some
 * percent. An encoding is loaded when it is first used, which takes about a second.
 */
public enum TokenCounter {
  O200K_BASE("o200k_base", EncodingType.O200K_BASE),
  CL100K_BASE("cl100k_base", EncodingType.CL100K_BASE);

  private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

  private final String wire;
  private final EncodingType type;

  TokenCounter(String wire, EncodingType type) {
    this.wire = wire;
    this.type = type;
  }

  /** Returns the name of the encoding. */
  public String wire() {
    return wire;
  }

  /**
   * The longest run of characters of one kind that is counted at once. The counter takes some
   * hundred bytes for each character of a run: one of a megabyte would end the server.
   */
  private static final int LONGEST_RUN = 2_000;

  /**
   * Counts the tokens of a text, exactly unless it has a run of more than 2,000 letters, blanks or
   * signs, as data has. Such a run is cut, and each cut may count for one token. Special tokens
   * that it spells out are text, which only this count takes: repositories of tokenizers have them.
   */
  public int count(String text) {
    Encoding encoding = REGISTRY.getEncoding(type);
    int count = 0;
    int begin = 0;
    int run = 0;
    for (int i = 1; i < text.length(); i++) {
      run = kind(text.charAt(i)) == kind(text.charAt(i - 1)) ? run + 1 : 0;
      if (run >= LONGEST_RUN && !Character.isLowSurrogate(text.charAt(i))) {
        count += encoding.countTokensOrdinary(text.substring(begin, i));
        begin = i;
        run = 0;
      }
    }
    return count + encoding.countTokensOrdinary(begin == 0 ? text : text.substring(begin));
  }

  /** Returns what a character is to the patterns that cut a text before it is encoded. */
  private static int kind(char c) {
    if (Character.isLetter(c)
        || Character.isSurrogate(c)
        || Character.getType(c) == Character.NON_SPACING_MARK) {
      return 0;
    }
    return Character.isWhitespace(c) ? 1 : Character.isDigit(c) ? 2 : 3;
  }
}
