// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.atrium.http.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of label names: a JSON array in plain ASCII, with quotes only around names.
 * Therefore LIKE can find a label, and both databases compare it alike, without case in ASCII.
 */
final class Labels {
  private static final ObjectWriter WRITER =
      Json.mapper().writer(new Escapes()).with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

  private Labels() {}

  static String write(List<String> names) {
    return text(names);
  }

  static List<String> read(String stored) {
    List<String> names = new ArrayList<>();
    for (JsonNode name : Json.read(stored)) {
      names.add(name.textValue());
    }
    return names;
  }

  /**
   * Returns a LIKE pattern, with {@code !} as escape, that finds a label in the stored text. The
   * pattern is in lower case, and the text must be too.
   */
  static String pattern(String name) {
    return "%" + text(name).toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
  }

  private static String text(Object value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules that write quotes and backslashes inside names by their code. */
  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes['"'] = ESCAPE_STANDARD;
      codes['\\'] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}
