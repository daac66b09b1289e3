// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pieces of words that a model knows, with their numbers. */
final class Vocabulary {
  /** What marks a piece that continues a word. */
  private static final String CONTINUES = "##";

  private final Map<String, Integer> first = new HashMap<>();
  private final Map<String, Integer> further = new HashMap<>();
  private int longest;

  /**
   * Reads the object {@code model.vocab} of a {@code tokenizer.json}.
   *
   * @throws IOException if it is none
   */
  static Vocabulary read(InputStream json) throws IOException {
    Vocabulary read = new Vocabulary();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      if (!enter(parser, "model") || !enter(parser, "vocab")) {
        throw new IOException("The tokenizer has no vocabulary.");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String piece = parser.currentName();
        parser.nextToken();
        read.add(piece, parser.getIntValue());
      }
    }
    return read;
  }

  /** Goes on to the start of the value of a field that is an object. */
  private static boolean enter(JsonParser parser, String field) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      boolean opens = parser.nextToken() == JsonToken.START_OBJECT;
      if (name.equals(field)) {
        return opens;
      }
      parser.skipChildren();
    }
    return false;
  }

  private void add(String piece, int number) {
    if (piece.startsWith(CONTINUES) && piece.length() > CONTINUES.length()) {
      String rest = piece.substring(CONTINUES.length());
      further.put(rest, number);
      longest = Math.max(longest, rest.length());
    } else {
      first.put(piece, number);
      longest = Math.max(longest, piece.length());
    }
  }

  /** Returns the number of a piece, or null if there is no such piece. */
  @Nullable Integer number(String piece, boolean continues) {
    return (continues ? further : first).get(piece);
  }

  /** Returns the number of a mark such as {@code [CLS]}. */
  int mark(String name) {
    Integer number = first.get(name);
    if (number == null) {
      throw EmbeddingException.lasting("The vocabulary lacks " + name + ".", null);
    }
    return number;
  }

  /** Returns the length of the longest piece, in characters of Java. */
  int longest() {
    return longest;
  }
}
