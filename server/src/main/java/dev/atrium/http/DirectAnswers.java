// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.DirectHandlers;

/** The answers to requests that Helidon cannot parse, in our form. */
final class DirectAnswers {
  private DirectAnswers() {}

  static DirectHandlers all() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, DirectAnswers::direct);
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse direct(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      io.helidon.http.Status status,
      ServerResponseHeaders headers,
      String message) {
    ApiException e = ApiException.of(code(status.code(), request));
    Headers.always(headers, Profile.REST, ApiVersion.DEFAULT, null, null, RequestId.next());
    headers.set(HeaderValues.create(HeaderNames.CONTENT_TYPE, Response.JSON));
    return DirectHandler.TransportResponse.builder()
        .status(io.helidon.http.Status.create(e.code().status()))
        .headers(headers)
        .keepAlive(false)
        .entity(Response.errorBody(e, Dispatcher.DOCS).bytes())
        .build();
  }

  private static ErrorCode code(int status, DirectHandler.TransportRequest request) {
    return switch (status) {
      case 404 -> ErrorCode.NOT_FOUND;
      case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
      case 414 -> ErrorCode.URI_TOO_LONG;
      case 431 -> ErrorCode.HEADERS_TOO_LARGE;
      // Helidon answers only requests that it failed to parse, some of them with 500; the
      // dispatcher answers its own failures. An unsupported encoding reaches this as a plain
      // 400.
      default ->
          request.headers().contains(HeaderNames.CONTENT_ENCODING)
              ? ErrorCode.UNSUPPORTED_MEDIA_TYPE
              : ErrorCode.BAD_REQUEST;
    };
  }
}
