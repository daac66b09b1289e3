// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms that an error is written in. */
enum ErrorForm {
  /** GitHub's error object. */
  JSON,
  /** A page for clients that accept HTML; for others, GitHub's error object. */
  HTML,
  /** The message alone, which git prints after {@code remote:}. */
  TEXT,
  /** A JSON-RPC error without a call's id, because the call was not read. */
  JSON_RPC;

  /** A code from -32000 to -32099, which JSON-RPC leaves to servers. */
  private static final int SERVER_ERROR = -32000;

  /**
   * Writes an error.
   *
   * @param documentation the URL of the operation's page
   * @param html whether the client accepts HTML
   */
  Response answer(ApiException e, String documentation, boolean html) {
    int status = e.code().status();
    return switch (this) {
      case JSON -> Response.error(e, documentation);
      case HTML ->
          html
              ? Html.page(
                  status, status + ": " + title(e), "<p>" + Html.escape(message(e)) + "</p>")
              : Response.error(e, documentation);
      case TEXT ->
          new Response(
              status,
              new Body.Bytes(
                  (message(e) + "\n").getBytes(StandardCharsets.UTF_8),
                  "text/plain; charset=utf-8",
                  null),
              List.of());
      case JSON_RPC ->
          Response.json(status, new RpcError("2.0", null, new Fault(SERVER_ERROR, message(e))));
    };
  }

  private static String title(ApiException e) {
    return switch (e.code().status()) {
      case 401 -> "Sign in";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      default -> "Not done";
    };
  }

  private static String message(ApiException e) {
    return String.valueOf(e.getMessage());
  }

  private record RpcError(String jsonrpc, @Nullable Object id, Fault error) {}

  private record Fault(int code, String message) {}
}
