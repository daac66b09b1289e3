// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The sending of one exchange's answer, which records how far it came. */
final class Sender {
  private final Exchange exchange;
  private final RoutingResponse response;
  private int status;
  private long bytes;
  private boolean clientGone;

  Sender(Exchange exchange, ServerResponse response) {
    this.exchange = exchange;
    this.response = (RoutingResponse) response; // Helidon's own routing casts it too.
  }

  /** Returns the status that was sent last. */
  int status() {
    return status;
  }

  /** Returns how many bytes of the body were sent. */
  long bytes() {
    return bytes;
  }

  /** Tells whether any of the answer has left, after which no other one can be sent. */
  boolean hasBegun() {
    return response.isSent() || response.bytesWritten() > 0;
  }

  /** Tells whether sending failed because the connection no longer takes the answer. */
  boolean isClientGone(Throwable e) {
    return clientGone || e instanceof ServerConnectionException;
  }

  /**
   * Tells whether the connection ends with this answer, since the rest of an unread body would be
   * parsed as a request.
   */
  boolean isLast(Response answer) {
    return closes()
        || (answer.status() == 400 && exchange.request.content().hasEntity())
        || exchange.mayGetABody();
  }

  private boolean closes() {
    return exchange.request.headers().contains(HeaderNames.CONNECTION)
        && exchange.request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
  }

  /**
   * Sends an answer.
   *
   * @throws RuntimeException if it could not be sent completely; {@link #hasBegun} tells whether
   *     another one may follow
   */
  void send(Response answer) {
    response.reset(); // Drops the headers of an answer that failed before it began.
    status = answer.status();
    response.status(Status.create(answer.status()));
    headers(answer);
    Body body = answer.body();
    if (body == null || answer.status() == 304) {
      response.send();
      return;
    }
    response.headers().set(HeaderValues.create(HeaderNames.CONTENT_TYPE, body.contentType()));
    switch (body) {
      case Body.Bytes whole -> send(whole.bytes());
      case Body.Stream stream -> send(stream);
      case Body.Events events -> send(events);
    }
  }

  private void headers(Response answer) {
    ServerResponseHeaders headers = response.headers();
    answer.headers().forEach(headers::set);
    Route route = exchange.route();
    Headers.always(
        headers,
        exchange.profile,
        exchange.version(),
        exchange.caller(),
        route == null ? null : route.requirement(),
        exchange.id);
    if (isLast(answer)) {
      headers.set(HeaderValues.CONNECTION_CLOSE);
    }
    RateLimit.State limits = exchange.limits();
    if (limits != null) {
      Headers.limits(headers, limits);
    }
    Header etag = answer.body() == null ? null : answer.body().etag();
    Headers.caching(headers, etag != null);
    if (etag != null) {
      headers.set(etag);
    }
  }

  private void send(byte[] whole) {
    response.headers().set(HeaderValues.create(HeaderNames.CONTENT_LENGTH, whole.length));
    if (exchange.method.equals("HEAD")) {
      response.send();
    } else {
      ClientWatch.send(whole, () -> response.send());
      bytes = whole.length;
    }
  }

  private void send(Body.Stream stream) {
    if (stream.length() >= 0) {
      response.headers().set(HeaderValues.create(HeaderNames.CONTENT_LENGTH, stream.length()));
    }
    if (exchange.method.equals("HEAD")) {
      response.send();
    } else {
      write(out -> stream.source().write(out, 0, stream.length()));
    }
  }

  private void send(Body.Events events) {
    response.headers().set(HeaderValues.create("X-Accel-Buffering", "no")); // For nginx.
    if (exchange.method.equals("HEAD")) {
      response.send();
    } else {
      write(out -> {
        out.flush(); // Tells the client at once that the stream is open.
        events.work().run(new EventSink(out));
      });
    }
  }

  /**
   * Writes a body. The commit marks the answer as complete, so it happens only after everything was
   * written.
   */
  private void write(Body.Writer writer) {
    Outgoing out = new Outgoing(response.outputStream());
    try {
      writer.write(out);
      out.close();
      response.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      bytes = out.bytes();
      clientGone = out.isClientGone();
    }
  }
}
