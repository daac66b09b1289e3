// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.Optional;

/** Conditional requests and requests for a part (RFC 9110 §13 and §14). */
final class Conditions {
  private static final HeaderName IF_RANGE = HeaderNames.create("If-Range");

  private Conditions() {}

  /** Applies the request's If-None-Match, Range and If-Range headers to an answer. */
  static Response apply(Exchange exchange, Response answer) {
    Body body = answer.body();
    if (answer.status() != 200 || body == null || !exchange.isRead()) {
      return answer;
    }
    Header etag = body.etag();
    if (etag != null && isKnown(exchange, etag)) {
      return new Response(
          304, new Body.Bytes(new byte[0], body.contentType(), etag), answer.headers());
    }
    return body instanceof Body.Stream stream && stream.hasRanges()
        ? part(exchange, answer, stream)
        : answer;
  }

  private static boolean isKnown(Exchange exchange, Header etag) {
    return exchange.request.headers().contains(Headers.IF_NONE_MATCH)
        && ETags.match(
            exchange.request.headers().get(Headers.IF_NONE_MATCH).allValues(), etag.get());
  }

  private static Response part(Exchange exchange, Response answer, Body.Stream stream) {
    Response whole = answer.with("Accept-Ranges", "bytes");
    Optional<ByteRange> wanted =
        exchange
            .header(HeaderNames.RANGE)
            .filter(range -> exchange.method.equals("GET") && isCurrent(exchange, stream))
            .flatMap(range -> ByteRange.of(range, stream.length()));
    if (wanted.isEmpty()) {
      return whole;
    }
    ByteRange range = wanted.get();
    return range.isEmpty()
        ? exchange
            .error(ApiException.of(ErrorCode.RANGE_NOT_SATISFIABLE))
            .with("Content-Range", "bytes */" + stream.length())
        : new Response(206, stream.part(range), whole.headers())
            .with("Content-Range", range.contentRange(stream.length()));
  }

  /**
   * Tells whether If-Range is absent or names the present content. A client that has a part of
   * older content gets the whole of the new one.
   */
  private static boolean isCurrent(Exchange exchange, Body.Stream stream) {
    Header etag = stream.etag();
    return exchange
        .header(IF_RANGE)
        .map(sent -> etag != null && sent.strip().equals(etag.get()))
        .orElse(true);
  }
}
