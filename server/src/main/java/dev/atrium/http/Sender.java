// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.Caller;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Sends the answer of one exchange, and tells how far it came. */
final class Sender {
  private final Exchange exchange;
  private final RoutingResponse response;
  private int status;
  private long bytes;
  private boolean clientGone;

  Sender(Exchange exchange, ServerResponse response) {
    this.exchange = exchange;
    this.response = (RoutingResponse) response; // As Helidon's own routing takes it.
  }

  /** Returns the status that was sent last. */
  int status() {
    return status;
  }

  /** Returns how many bytes of the body were sent. */
  long bytes() {
    return bytes;
  }

  /** Whether any of the answer has left: then no other one can be sent. */
  boolean hasBegun() {
    return response.isSent() || response.bytesWritten() > 0;
  }

  /** Whether a failure is that the connection does not take the answer. */
  boolean isClientGone(Throwable e) {
    return clientGone || e instanceof ServerConnectionException;
  }

  /** Whether the connection ends with the answer: what follows an unread body is not a request. */
  boolean isLast(Response answer) {
    return exchange.request.headers().contains(HeaderValues.CONNECTION_CLOSE)
        || (answer.status() == 400 && exchange.request.content().hasEntity())
        || (answer.status() == 413 && exchange.request.headers().contains(HeaderValues.EXPECT_100));
  }

  /**
   * Sends an answer.
   *
   * @throws RuntimeException when it could not be sent to its end; {@link #hasBegun} tells whether
   *     another one may follow
   */
  void send(Response answer) {
    response.reset(); // Takes back the headers of an answer that failed before it began.
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
    Headers.always(headers, exchange.profile, exchange.id);
    if (isLast(answer)) {
      headers.set(HeaderValues.CONNECTION_CLOSE);
    }
    Headers.version(headers, exchange.version());
    RateLimit.State limits = exchange.limits();
    if (limits != null) {
      Headers.limits(headers, limits);
    }
    Caller caller = exchange.caller();
    Route route = exchange.route();
    if (caller != null && route != null) {
      Headers.token(headers, caller, route.requirement());
    }
    Header etag = answer.body() == null ? null : answer.body().etag();
    Headers.caching(headers, etag != null);
    if (etag != null) {
      headers.set(etag);
    }
  }

  private void send(byte[] whole) {
    if (exchange.method.equals("HEAD")) {
      response.headers().set(HeaderValues.create(HeaderNames.CONTENT_LENGTH, whole.length));
      response.send();
    } else {
      response.send(whole);
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
        out.flush(); // The client learns at once that the stream is open.
        events.work().run(new EventSink(out));
      });
    }
  }

  /** A commit ends the answer as a whole one, so that it is done only where all was written. */
  private void write(Body.Writer writer) {
    try {
      OutputStream out = new Counting(response.outputStream());
      writer.write(out);
      out.close();
      response.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts what is sent, and tells a client that is gone from content that cannot be read. */
  private final class Counting extends FilterOutputStream {
    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      try {
        out.write(buffer, offset, length);
        bytes += length;
      } catch (IOException | RuntimeException e) {
        clientGone = true;
        throw e;
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException | RuntimeException e) {
        clientGone = true;
        throw e;
      }
    }

    /** Not as {@link FilterOutputStream} does, which flushes first: a failed flush is no end. */
    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
