// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.search.Trait;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decodes the bytes of files: UTF-8, UTF-16, and Latin-1 for what is neither. Anything with a zero
 * byte that is no UTF-16 is no text, as in git.
 */
final class TextDecoder {
  /** The bytes at the beginning that are looked at to tell what they are. */
  private static final int LOOK = 8_000;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private TextDecoder() {}

  /** Returns the text of a file, or nothing for what is no text. */
  static Optional<Decoded> decode(byte[] bytes) {
    Optional<Charset> wide = wide(bytes);
    if (wide.isPresent()) {
      return strict(bytes, wide.get()).map(text -> new Decoded(text, EnumSet.of(Trait.UTF_16)));
    }
    for (int i = 0; i < Math.min(LOOK, bytes.length); i++) {
      if (bytes[i] == 0) {
        return Optional.empty();
      }
    }
    return strict(bytes, StandardCharsets.UTF_8)
        .map(text -> new Decoded(text, Set.of()))
        .or(() -> latin(bytes));
  }

  /** Tells UTF-16 by its mark, or by zero bytes at every second place, as ASCII in it has. */
  private static Optional<Charset> wide(byte[] bytes) {
    if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    int[] zeros = new int[2];
    int look = Math.min(LOOK, bytes.length);
    for (int i = 0; i < look; i++) {
      zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
    }
    if (bytes.length % 2 != 0 || look < 8) {
      return Optional.empty();
    }
    if (zeros[0] == 0 && zeros[1] > look / 4) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return zeros[1] == 0 && zeros[0] > look / 4
        ? Optional.of(StandardCharsets.UTF_16BE)
        : Optional.empty();
  }

  private static Optional<String> strict(byte[] bytes, Charset charset) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(
          !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Reads Latin-1, unless there are control characters, which no text has. */
  private static Optional<Decoded> latin(byte[] bytes) {
    for (byte each : bytes) {
      int c = each & 0xff;
      if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Decoded(new String(bytes, StandardCharsets.ISO_8859_1), EnumSet.of(Trait.LATIN_1)));
  }

  /** A text, and how it was decoded if not from UTF-8. */
  record Decoded(String text, Set<Trait> traits) {}
}
