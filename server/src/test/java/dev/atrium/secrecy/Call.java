// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request, written down so that it can be sent again.
 *
 * @param headers names and values in turn
 */
record Call(
    String caller, String method, String path, @Nullable String body, List<String> headers) {
  Call {
    headers = List.copyOf(headers);
  }

  Answer send(Client client) {
    return client.send(method, path, body, headers.toArray(String[]::new));
  }

  boolean isWrite() {
    return !List.of("GET", "HEAD", "OPTIONS").contains(method);
  }

  /** All that the caller says in it. */
  String text() {
    return path + "\n" + (body == null ? "" : body) + "\n" + String.join("\n", headers);
  }

  static String list(List<Call> calls) {
    return calls.stream().map(Call::toString).collect(Collectors.joining("\n  ", "  ", "\n"));
  }

  @Override
  public String toString() {
    return "%s: %s %s %s %s".formatted(caller, method, path, headers, body == null ? "" : body);
  }
}
