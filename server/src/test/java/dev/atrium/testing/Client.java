// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP to a server, one line a call. */
public final class Client {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final String url;
  private final @Nullable String token;

  public Client(String url, @Nullable String token) {
    this.url = url;
    this.token = token;
  }

  /** The same server, by another token. */
  public Client with(String other) {
    return new Client(url, other);
  }

  /** The same server without a token. */
  public Client anonymous() {
    return new Client(url, null);
  }

  public @Nullable String token() {
    return token;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer post(String path, @Nullable String body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Answer put(String path, @Nullable String body, String... headers) {
    return send("PUT", path, body, headers);
  }

  public Answer patch(String path, @Nullable String body, String... headers) {
    return send("PATCH", path, body, headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  /**
   * Sends a request.
   *
   * @param path under the server's root, or an absolute URL
   * @param headers names and values in turn
   */
  public Answer send(String method, String path, @Nullable String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(
          method + " " + path, HTTP.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path + ": no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  public record Answer(String request, HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return MAPPER.readTree(response.body());
      } catch (IOException e) {
        throw new IllegalStateException(request + ": no JSON: " + text(), e);
      }
    }

    /** A field; of nested objects by a path such as {@code owner/login}. */
    public JsonNode json(String path) {
      return json().at("/" + path);
    }

    /** Holds the answer to have that status, and shows the body when it has not. */
    public Answer expect(int status) {
      assertThat(status()).as("%s answered %s", request, text()).isEqualTo(status);
      return this;
    }
  }
}
