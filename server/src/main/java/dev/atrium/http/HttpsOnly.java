// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The answer to a client that speaks plain HTTP to an HTTPS port (behaviour §8). */
public final class HttpsOnly {
  private static final String MESSAGE =
      "This port speaks HTTPS only. Begin the URL with https:// instead of http://.";

  private HttpsOnly() {}

  /** Returns the whole answer, ready to be written to the connection. */
  public static byte[] answer() {
    byte[] body =
        Response.errorBody(ApiException.of(ErrorCode.BAD_REQUEST, MESSAGE), Dispatcher.DOCS)
            .bytes();
    String head =
        """
        HTTP/1.1 400 Bad Request\r
        Content-Type: %s\r
        Content-Length: %d\r
        Connection: close\r
        \r
        """
            .formatted(Response.JSON, body.length);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    answer.writeBytes(body);
    return answer.toByteArray();
  }
}
