// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The rules for texts and numbers that come from outside (behaviour §4). */
public final class Texts {
  private Texts() {}

  /**
   * Returns what is wrong with a text, as the rest of a sentence, or empty if it is valid.
   *
   * @param most the largest length in code points
   */
  public static Optional<String> fault(String text, int most) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return Optional.of("must not contain NUL");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return Optional.of("must not contain a lone surrogate");
      }
    }
    return text.length() > most && text.codePointCount(0, text.length()) > most
        ? Optional.of("is too long (maximum is " + most + " characters)")
        : Optional.empty();
  }

  /** Reads a whole number that fits 64 bits, from a number or from a string of digits. */
  public static Optional<Long> integer(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return Optional.of(node.longValue());
    }
    return node.isTextual() ? integer(node.textValue()) : Optional.empty();
  }

  /** Reads a whole number that fits 64 bits, in plain decimal digits. */
  public static Optional<Long> integer(String text) {
    if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty(); // A number of nineteen digits may still be too large.
    }
  }
}
