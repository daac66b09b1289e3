// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.testing.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Whether two answers are the same, byte for byte, but for what says when and to which request. */
final class Answers {
  /** Of entries of the audit log, which are of two servers, each with its own time. */
  private static final List<String> OF_THE_TIME =
      List.of("@timestamp", "created_at", "_document_id");

  private static final List<String> OF_THE_SERVER = List.of("request_id", "token_last_four");

  private static final Pattern SEARCH = Pattern.compile("/copilot-spaces/[^/?]+/search(\\?|$)");
  private static final Pattern TOOK = Pattern.compile("\"took_ms\":[0-9]+");

  private Answers() {}

  static Optional<String> difference(Answer one, Answer other) {
    if (one.status() != other.status()) {
      return Optional.of("status %d, not %d".formatted(one.status(), other.status()));
    }
    Map<String, List<String>> headers = headers(one);
    Map<String, List<String>> others = headers(other);
    if (!headers.equals(others)) {
      Map<String, List<String>> same = new TreeMap<>(headers);
      same.entrySet().retainAll(others.entrySet());
      headers.keySet().removeAll(same.keySet());
      others.keySet().removeAll(same.keySet());
      return Optional.of(
          "headers %s, not %s; body %s, not %s"
              .formatted(headers, others, one.text(), other.text()));
    }
    return Arrays.equals(body(one), body(other))
        ? Optional.empty()
        : Optional.of("body %s, not %s".formatted(one.text(), other.text()));
  }

  private static Map<String, List<String>> headers(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.response().headers().map());
    headers.remove("Date");
    headers.remove("X-GitHub-Request-Id");
    if (isSearch(answer)) {
      headers.keySet().removeAll(List.of("ETag", "Content-Length"));
    }
    if (isAuditLog(answer)) {
      headers.keySet().removeAll(List.of("ETag", "Content-Length"));
      headers.computeIfPresent(
          "Link",
          (name, links) ->
              links.stream().map(link -> link.replaceAll("(after|before)=[^&>]*", "")).toList());
    }
    return headers;
  }

  private static byte[] body(Answer answer) {
    byte[] body = answer.response().body();
    if (isSearch(answer)) {
      return TOOK.matcher(answer.text())
          .replaceFirst("\"took_ms\":0")
          .getBytes(StandardCharsets.UTF_8);
    }
    if (!isAuditLog(answer) || body.length == 0) {
      return body;
    }
    JsonNode entries = answer.json();
    for (JsonNode entry : entries) {
      ((ObjectNode) entry).remove(OF_THE_TIME);
      ((ObjectNode) entry.get("data")).remove(OF_THE_SERVER);
      if (entry.at("/data/token") instanceof ObjectNode token) {
        token.remove("last_four");
      }
    }
    return entries.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** An answer of a search says how long it took, and nothing else that is of the time. */
  private static boolean isSearch(Answer answer) {
    return answer.status() == 200 && SEARCH.matcher(answer.request()).find();
  }

  private static boolean isAuditLog(Answer answer) {
    return answer.status() == 200 && answer.request().contains("/audit-log");
  }
}
