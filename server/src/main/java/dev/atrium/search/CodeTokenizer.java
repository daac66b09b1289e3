// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Words.Range;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Gives an identifier of several parts as a whole, and then its parts, all in lower case. The whole
 * stands at the place of its first part, and is protected from stemming.
 *
 * <p>The other form gives wholes alone, and {@link #LONG} in place of a run that is too long.
 */
final class CodeTokenizer extends Tokenizer {
  /** The token of runs that are too long to be words. No word has this character. */
  static final String LONG = "-";

  private static final int BUFFER = 4096;

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offsets = addAttribute(OffsetAttribute.class);
  private final PositionIncrementAttribute increment =
      addAttribute(PositionIncrementAttribute.class);
  private final KeywordAttribute keyword = addAttribute(KeywordAttribute.class);

  private final boolean wholes;
  private final char[] buffer = new char[BUFFER];
  private int filled;
  private int next;
  private int offset;

  private final StringBuilder word = new StringBuilder();
  private int begin;
  private List<Range> parts = List.of();
  private int given;

  /**
   * @param wholes whether to give no parts
   */
  CodeTokenizer(boolean wholes) {
    this.wholes = wholes;
  }

  @Override
  public boolean incrementToken() throws IOException {
    clearAttributes();
    if (given < parts.size()) {
      part(given == 0 && !isOnePart() ? 0 : 1);
      return true;
    }
    do {
      if (!nextWord()) {
        return false;
      }
      parts = wholes ? List.of(new Range(0, word.length())) : Words.parts(word);
    } while (parts.isEmpty());
    given = 0;
    if (isOnePart()) {
      part(1);
    } else {
      give(0, word.length(), 1);
      keyword.setKeyword(true);
    }
    return true;
  }

  private boolean isOnePart() {
    return parts.getFirst().end() - parts.getFirst().start() == word.length();
  }

  private void part(int places) {
    Range part = parts.get(given++);
    give(part.start(), part.end(), places);
  }

  private void give(int start, int end, int places) {
    term.setEmpty();
    for (int i = start; i < end; i++) {
      term.append(Character.toLowerCase(word.charAt(i)));
    }
    increment.setPositionIncrement(places);
    offsets.setOffset(correctOffset(begin + start), correctOffset(begin + end));
  }

  /** Reads the next run of word characters; passes over runs that are too long to be words. */
  private boolean nextWord() throws IOException {
    word.setLength(0);
    int length = 0;
    for (int c = read(); c >= 0; c = read()) {
      boolean alone = Words.isAlone(c);
      boolean part = alone || Words.isPart(c) || Character.isSurrogate((char) c);
      if (length > 0 && (alone || !part)) {
        if (isWord(length)) {
          next -= alone ? 1 : 0;
          offset -= alone ? 1 : 0;
          return true;
        }
        word.setLength(0);
        length = 0;
      }
      if (part) {
        begin = length == 0 ? offset - 1 : begin;
        length++;
        if (length <= Words.LONGEST) {
          word.append((char) c);
        }
        if (alone) {
          return true;
        }
      }
    }
    return length > 0 && isWord(length);
  }

  private boolean isWord(int length) {
    if (length > Words.LONGEST && wholes) {
      word.setLength(0);
      word.append(LONG);
      return true;
    }
    return length <= Words.LONGEST;
  }

  private int read() throws IOException {
    if (next == filled) {
      filled = Math.max(0, input.read(buffer, 0, BUFFER));
      next = 0;
      if (filled == 0) {
        return -1;
      }
    }
    offset++;
    return buffer[next++];
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    filled = 0;
    next = 0;
    offset = 0;
    parts = List.of();
    given = 0;
  }

  @Override
  public void end() throws IOException {
    super.end();
    offsets.setOffset(correctOffset(offset), correctOffset(offset));
  }
}
