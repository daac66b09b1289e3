// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import dev.atrium.testing.Client.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether two answers are the same, byte for byte, but for what says when and to which request. */
final class Answers {
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
    return Arrays.equals(one.response().body(), other.response().body())
        ? Optional.empty()
        : Optional.of("body %s, not %s".formatted(one.text(), other.text()));
  }

  private static Map<String, List<String>> headers(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.response().headers().map());
    headers.remove("Date");
    headers.remove("X-GitHub-Request-Id");
    return headers;
  }
}
