// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.work.Pieces;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;

/** The one JSON mapper: snake_case names, nulls written, limits on what is read. */
public final class Json {
  /**
   * The limit of parser tokens (starts, names, values and ends), because few bytes can expand to
   * much memory.
   */
  private static final int MOST_TOKENS = 400_000;

  private static final int MOST_LEVELS = 100;
  private static final int MOST_DIGITS = 100;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_LEVELS)
                          .maxNumberLength(MOST_DIGITS)
                          .maxTokenCount(MOST_TOKENS)
                          .build())
                  // Otherwise, each emoji is written as 12 bytes of escapes.
                  .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private Json() {}

  /** Returns the shared mapper, for wire forms that are built as trees. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a value to a stream, which stays open. */
  static void write(Object value, OutputStream out) throws IOException {
    MAPPER
        .writer()
        .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .writeValue(new Pieces.Out(out), value);
  }

  public static String writeText(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads JSON that Atrium itself wrote. */
  public static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a body; an empty one counts as an empty object.
   *
   * @throws ApiException 400 if it is not JSON, or not an object
   */
  static ObjectNode readBody(byte[] body) {
    if (body.length == 0) {
      return MAPPER.createObjectNode();
    }
    try {
      JsonNode node = MAPPER.readTree(new Pieces.In(body));
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw ApiException.of(
          node.isMissingNode() ? ErrorCode.PROBLEMS_PARSING_JSON : ErrorCode.BODY_NOT_AN_OBJECT);
    } catch (IOException e) {
      throw ApiException.of(ErrorCode.PROBLEMS_PARSING_JSON);
    }
  }

  /**
   * Reads a body of any kind.
   *
   * @throws ApiException 400 if it is not JSON, or exceeds a limit; the message says which
   */
  static JsonNode readAny(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(new Pieces.In(body));
      if (!node.isMissingNode()) {
        return node;
      }
    } catch (StreamConstraintsException e) {
      throw ApiException.of(
          ErrorCode.PROBLEMS_PARSING_JSON,
          "The body is nested deeper than %d levels, or has more than %d parts or a number of more than %d digits."
              .formatted(MOST_LEVELS, MOST_TOKENS, MOST_DIGITS));
    } catch (IOException e) {
      // It is answered as no body at all.
    }
    throw ApiException.of(ErrorCode.PROBLEMS_PARSING_JSON);
  }

  /** Returns a time in UTC and whole seconds: {@code 2023-02-15T08:30:00Z}. */
  public static String time(long epochSecond) {
    return Instant.ofEpochSecond(epochSecond).toString();
  }
}
