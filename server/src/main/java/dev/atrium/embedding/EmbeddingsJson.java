// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What OpenAI's endpoint for embeddings takes and gives, as JSON. */
final class EmbeddingsJson {
  private static final int MOST_DIMENSIONS = 16_384;
  private static final int MOST_OF_MESSAGE = 200;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private EmbeddingsJson() {}

  /** An answer. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(@Nullable List<@Nullable Item> data) {}

  /** One vector; without index it is that of the text at the same place. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  static final class Item {
    @JsonProperty @Nullable Integer index;
    @JsonProperty float @Nullable [] embedding;
  }

  /** Returns the bytes of a request. Half a surrogate pair becomes a question mark. */
  static String request(String model, List<String> texts) {
    try {
      return JSON.writeValueAsString(
          Map.of("model", model, "input", texts, "encoding_format", "float"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns the vectors of an answer, each of the length 1.
   *
   * @param count the number of texts
   * @throws EmbeddingException if the answer is not one vector for each text, all of them of the
   *     same dimensions, finite and not zero
   */
  static List<float[]> vectors(byte[] body, int count) {
    @Nullable Answer answer;
    try {
      answer = JSON.readValue(body, Answer.class);
    } catch (IOException e) {
      // Jackson's message quotes what it read: it is not for the log.
      throw faulty("it is not the JSON of embeddings");
    }
    List<@Nullable Item> data = answer == null ? null : answer.data();
    if (data == null || data.size() != count) {
      throw faulty("%d vectors for %d texts".formatted(data == null ? 0 : data.size(), count));
    }
    float[][] vectors = new float[count][];
    for (int i = 0; i < count; i++) {
      Item item = data.get(i);
      float[] vector = item == null ? null : item.embedding;
      int index = item == null || item.index == null ? i : item.index;
      if (vector == null || vector.length == 0 || vector.length > MOST_DIMENSIONS) {
        throw faulty("a vector without numbers, or of more than " + MOST_DIMENSIONS);
      }
      if (index < 0 || index >= count || vectors[index] != null) {
        throw faulty("an index that is not expected, " + index);
      }
      vectors[index] = Vectors.normalise(vector);
    }
    return Arrays.asList(vectors);
  }

  private static EmbeddingException faulty(String what) {
    return EmbeddingException.lasting(
        "The answer of the service for embeddings cannot be used: " + what + ".", null);
  }

  /**
   * Returns what a refusal says for people, in one line of at most 200 characters, or nothing.
   *
   * @param secret what is left out of it, if the service repeats it
   */
  static String message(byte[] body, String secret) {
    JsonNode error;
    try {
      error = JSON.readTree(body).path("error");
    } catch (IOException e) {
      return "";
    }
    String text = error.isTextual() ? error.asText() : error.path("message").asText("");
    String told = secret.isEmpty() ? text : text.replace(secret, "…");
    String line = told.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MOST_OF_MESSAGE ? line : line.substring(0, MOST_OF_MESSAGE);
  }
}
