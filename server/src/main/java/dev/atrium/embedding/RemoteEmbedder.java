// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A service elsewhere that answers {@code POST …/v1/embeddings} as OpenAI does. Texts leave the
 * machine. Answers are not trusted: each vector is checked and gets the length 1.
 */
public final class RemoteEmbedder implements Embedder {
  /** The texts of one request. */
  private static final int MOST_TEXTS = 64;

  /** The characters of a text that are sent, so that no service refuses it for its length. */
  private static final int MOST_CHARACTERS = 8_000;

  private final String name;
  private final EmbeddingsService service;
  private final Patience patience;
  private int dimensions;

  /**
   * Prepares the use of a service. Nothing is sent before the first text.
   *
   * @param base the address with its {@code /v1}, such as {@code https://api.openai.com/v1}; https
   *     or http, without user, query and fragment
   * @param model the service's name of the model, at most 100 characters
   * @param key what is sent as bearer token; empty for none
   * @throws IllegalArgumentException if one of them cannot be used; the message does not have the
   *     key
   */
  public RemoteEmbedder(URI base, String model, String key) {
    this(base, model, key, Patience.USUAL);
  }

  RemoteEmbedder(URI base, String model, String key, Patience patience) {
    String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    if (!List.of("http", "https").contains(scheme)
        || base.getHost() == null
        || base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null
        || base.toString().length() > 150) {
      throw new IllegalArgumentException(
          "The address of the service is of the form https://HOST/v1, with at most 150 characters.");
    }
    if (model.isBlank() || model.length() > 100 || !model.chars().allMatch(c -> c > ' ')) {
      throw new IllegalArgumentException("The model's name has 1 to 100 characters, no blank.");
    }
    if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("The key has a character that no header may have.");
    }
    String address = base.toString().replaceFirst("/+$", "");
    this.name = "remote/%s@%s".formatted(model, address);
    this.service = new EmbeddingsService(URI.create(address + "/embeddings"), model, key, patience);
    this.patience = patience;
  }

  /** {@inheritDoc} It has the service's address, since another may know another model so named. */
  @Override
  public String model() {
    return name;
  }

  /** {@inheritDoc} Asks the service for a vector, unless it has given one. */
  @Override
  public int dimensions() {
    int known = known();
    return known > 0 ? known : query("dimensions").length;
  }

  /** {@inheritDoc} It takes at most ten seconds. */
  @Override
  public float[] query(String text) {
    return ask(List.of(text), patience.query()).getFirst();
  }

  /**
   * {@inheritDoc}
   *
   * <p>64 go in one request; a request and its repetitions take at most two minutes.
   */
  @Override
  public List<float[]> passages(List<String> texts) {
    if (texts.size() > MOST_PASSAGES) {
      throw new IllegalArgumentException(texts.size() + " texts");
    }
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i += MOST_TEXTS) {
      List<String> part = texts.subList(i, Math.min(texts.size(), i + MOST_TEXTS));
      vectors.addAll(ask(part, patience.passages()));
    }
    return vectors;
  }

  private List<float[]> ask(List<String> texts, Duration most) {
    List<float[]> vectors =
        service.vectors(texts.stream().map(RemoteEmbedder::sent).toList(), most);
    vectors.forEach(this::check);
    return vectors;
  }

  /** Returns what is sent of a text. Services refuse an empty one. */
  private static String sent(String text) {
    if (text.isBlank()) {
      return ".";
    }
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }

  /** The first vector sets the dimensions for all. */
  private synchronized void check(float[] vector) {
    if (dimensions == 0) {
      dimensions = vector.length;
    } else if (dimensions != vector.length) {
      throw EmbeddingException.lasting(
          "The service for embeddings gave a vector of %d numbers after one of %d."
              .formatted(vector.length, dimensions),
          null);
    }
  }

  private synchronized int known() {
    return dimensions;
  }

  @Override
  public void close() {
    service.close();
  }
}
