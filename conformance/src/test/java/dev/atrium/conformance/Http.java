// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The JDK's client, for what is set up before a journey and cleared away after it. */
final class Http {
  static final String CLIENT = "java.net.http";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final String base;
  private final String token;
  private final Ledger ledger;

  Http(String base, String token, Ledger ledger) {
    this.base = base;
    this.token = token;
    this.ledger = ledger;
  }

  /** The same server, and the same ledger, as somebody else. */
  Http as(String other) {
    return new Http(base, other, ledger);
  }

  /** Sends a request that must succeed. */
  JsonNode call(String method, String path, Map<String, ?> body) {
    Exchange exchange = send(method, path, body);
    if (exchange.status() >= 300) {
      throw new AssertionError(exchange + " " + exchange.body());
    }
    ledger.add(exchange);
    try {
      return MAPPER.readTree(exchange.body());
    } catch (IOException e) {
      throw new AssertionError(exchange + " no JSON: " + exchange.body(), e);
    }
  }

  /** Sends a request whose answer may be anything. */
  Exchange send(String method, String path, Map<String, ?> body) {
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(base + path))
                  .timeout(Duration.ofSeconds(30))
                  .header("Authorization", "Bearer " + token)
                  .header("User-Agent", "atrium-conformance")
                  .method(method, BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                  .build(),
              BodyHandlers.ofString());
      return new Exchange(
          CLIENT,
          method,
          response.uri(),
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + base + path + ": no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
