// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.bridge;

import java.net.URI;

/**
 * Why a line has no answer of the server's, in words that say what to do. It carries no stack
 * trace.
 */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int INTERNAL_ERROR = -32603;

  /** The code that JSON-RPC leaves to servers. */
  private static final int REFUSED = -32000;

  private final int code;

  Failure(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  private static Failure of(String message) {
    return new Failure(REFUSED, message);
  }

  /** Returns the failure for a server that no connection leads to. Nothing was sent. */
  static Failure unreachable(URI url, Exception e) {
    return of(
        "Cannot reach %s: %s. Is the server running, and the URL right?".formatted(url, why(e)));
  }

  /** Returns the failure for a server whose certificate Java does not trust. */
  static Failure untrusted(URI url, Exception e) {
    return of(
        "Cannot reach %s by TLS: %s. If its certificate is of a CA of your own, give Java a trust store that has it, as docs/agents.md says."
            .formatted(url, why(e)));
  }

  /** Returns the failure for an answer that did not come. */
  static Failure lost(URI url, Exception e) {
    return of(
        "No answer came from %s: %s. What was asked for may have been done: look before you ask again."
            .formatted(url, why(e)));
  }

  /** Returns the failure for an answer that is none of the protocol's. */
  static Failure strange(URI url, int status) {
    return of(
        "%s answered %d, but not as the Model Context Protocol does. Is it the URL of an Atrium?"
            .formatted(url, status));
  }

  /** Returns the failure for a request that the server refused, before it read the messages. */
  static Failure refused(URI url, int status, Answers.Told told, String location, String retry) {
    if (status >= 300 && status < 400) {
      return of(
          "%s redirects (%d) to %s, which is not followed, because the token would go there. If that is right, give it as the URL."
              .formatted(url, status, location.isEmpty() ? "nowhere" : location));
    }
    String said = told.message().isEmpty() ? "" : ": " + told.message().replaceFirst("\\.$", "");
    String what =
        switch (status) {
          case 401 ->
              "The server does not take the token (401)%s. Put a valid one into ATRIUM_TOKEN, and start again.";
          case 403 -> "The server refuses this (403)%s.";
          case 404 -> "%s has no such page (404)%%s. Is it the URL of an Atrium?".formatted(url);
          case 429, 503 -> "The server does not serve this now (%d)%%s.".formatted(status);
          default -> "The server answered %d%%s.".formatted(status);
        };
    String later = retry.matches("[0-9]{1,9}") ? " Try again in %s seconds.".formatted(retry) : "";
    return new Failure(told.code() == 0 ? REFUSED : told.code(), what.formatted(said) + later);
  }

  private static String why(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.strip().replaceFirst("\\.$", "");
  }

  /**
   * Returns the JSON of the error.
   *
   * @param id the JSON of the id
   */
  String json(String id, Target target) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":%s}}"
        .formatted(id, code, Reading.quoted(said(target)));
  }

  /** Returns the message, without the token. */
  String said(Target target) {
    return target.cleaned(String.valueOf(getMessage()));
  }
}
