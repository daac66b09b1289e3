// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a bridge made of some lines, until there were no more.
 *
 * @param answers the lines that it wrote, in the order in which they came
 * @param log what it wrote for people
 */
record Passed(List<JsonNode> answers, String log) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Passed on(String url, String token, String... lines) {
    byte[] input = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return on(url, token, new ByteArrayInputStream(input));
  }

  static Passed on(String url, String token, InputStream input) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try {
      new Bridge(
              new Target(Target.endpoint(url, false), token),
              input,
              output,
              new PrintStream(log, true, StandardCharsets.UTF_8))
          .run();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Passed(
        output.toString(StandardCharsets.UTF_8).lines().map(Passed::json).toList(),
        log.toString(StandardCharsets.UTF_8));
  }

  static JsonNode json(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("No JSON: " + line, e);
    }
  }

  /** Returns the answer to a request. */
  JsonNode to(int id) {
    return answers.stream()
        .filter(answer -> answer.path("id").asInt(-1) == id)
        .findFirst()
        .orElseThrow(() -> new AssertionError("No answer to " + id + " in " + this));
  }

  /** Returns the message of the error that answers a request. */
  String error(int id) {
    return to(id).path("error").path("message").asText();
  }

  static String request(int id, String method, String params) {
    return "{\"method\":\"%s\",\"params\":%s,\"jsonrpc\":\"2.0\",\"id\":%d}"
        .formatted(method, params, id);
  }

  static String notification(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params);
  }

  static String initialize(int id, String version) {
    return request(
        id,
        "initialize",
        "{\"protocolVersion\":\"%s\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}"
            .formatted(version));
  }

  /** Returns a request of the revision without a handshake. */
  static String current(int id, String method, String params) {
    String meta =
        "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";
    String all = params.equals("{}") ? "" : "," + params.substring(1, params.length() - 1);
    return request(id, method, "{\"_meta\":" + meta + all + "}");
  }
}
