// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Authenticated;
import dev.atrium.access.Caller;
import dev.atrium.error.ApiException;
import dev.atrium.error.DecideAgain;
import dev.atrium.error.ErrorCode;
import dev.atrium.error.FieldError;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request, routed and authenticated. */
public final class Request {
  /**
   * The largest size of a form in bytes; it is small because unauthenticated clients may send one.
   */
  private static final int MAX_FORM = 8 * 1024;

  /** The largest length of one parameter of the query, in code points; more than any path has. */
  private static final int MAX_QUERY = 4096;

  /** What a Link header takes as it is. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_%.,:+=-]+");

  private final Exchange exchange;
  private final ServerRequest request;
  private final Route route;
  private final Map<String, String> parameters;
  private final Bodies.Permit bodies;
  private byte @Nullable [] arrived;
  private final Decisions decisions = new Decisions();

  Request(Exchange exchange, Route route, Map<String, String> parameters, Bodies.Permit bodies) {
    this.exchange = exchange;
    this.request = exchange.request;
    this.route = route;
    this.parameters = parameters;
    this.bodies = bodies;
  }

  public Route route() {
    return route;
  }

  /** Calls the route's handler. The audit log records a write with the context of the request. */
  Response handle() {
    decisions.begin();
    exchange.takeRefusals(); // Of a first decision, which does not count any more.
    if (isRead()) {
      return route.handler().handle(this);
    }
    Authenticated found = exchange.authenticated();
    Supplier<Response> write = () -> route.handler().handle(this);
    return exchange.context(route).call(found == null ? write : () -> found.call(write));
  }

  /**
   * Answers after a decision on what the path names, and decides once more if a read took its time.
   *
   * @param grounds all that the answer depends on of the decision. If a second one has other
   *     grounds, the answer is read again
   * @throws DecideAgain if a read took its time
   */
  public Response decided(Object grounds, Supplier<Response> read) {
    return isRead() ? decisions.read(route, Response.class, grounds, read) : read.get();
  }

  /**
   * Reads after a decision on what the body names, as {@link #decided} does for the path.
   *
   * @param question what tells it from other reads of the request
   * @throws DecideAgain if the read took its time, unless the request has written something
   */
  public <T> T decided(Object question, Class<T> type, Object grounds, Supplier<T> read) {
    return exchange.hasWritten() ? read.get() : decisions.read(question, type, grounds, read);
  }

  /**
   * Reports to the audit log that a part of the request was refused, as one of its answers says.
   */
  public void refused(ApiException refusal) {
    exchange.refused(refusal);
  }

  /** Returns the id that the answer carries, for the log. */
  public String id() {
    return exchange.id;
  }

  /** Returns the raw path, without a leading {@code /api/v3}. */
  public String path() {
    return exchange.path;
  }

  /** Returns the query as it was sent, with its {@code ?}, or an empty text without a query. */
  public String rawQuery() {
    String raw = request.query().rawValue();
    return raw.isEmpty() ? "" : "?" + raw;
  }

  /** Tells whether this is a GET or a HEAD, which is answered like a GET. */
  public boolean isRead() {
    return route.method().equals("GET");
  }

  /**
   * Returns the caller.
   *
   * @throws ApiException 401 if an open route was called without a token
   */
  public Caller caller() {
    return authenticated().caller();
  }

  /**
   * Returns the caller with the versions under which their token was found valid.
   *
   * @throws ApiException 401 if an open route was called without a token
   */
  public Authenticated authenticated() {
    Authenticated found = exchange.authenticated();
    if (found == null) {
      throw ApiException.of(ErrorCode.REQUIRES_AUTHENTICATION);
    }
    return found;
  }

  /** Returns the caller's address; a trusted proxy's header may name it. */
  public String address() {
    return exchange.address();
  }

  /** Returns a parameter of the path, decoded. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route " + route.path() + " has no parameter " + name);
    }
    return value;
  }

  /**
   * Returns a parameter of the path that must be a number.
   *
   * @throws ApiException 404 if it is not a number, since nothing has such a path
   */
  public long number(String name) {
    return Texts.integer(parameter(name)).orElseThrow(ApiException::notFound);
  }

  /**
   * Returns a parameter of the query, decoded; the first one if it is repeated.
   *
   * @throws ApiException 422 if it is too long, or has a NUL, which PostgreSQL does not accept
   */
  public Optional<String> query(String name) {
    UriQuery query = request.query();
    if (!query.contains(name)) {
      return Optional.empty();
    }
    String value = query.get(name);
    Texts.fault(value, MAX_QUERY)
        .ifPresent(fault -> {
          throw ApiException.invalid(FieldError.invalid("Query", name, name + " " + fault));
        });
    return Optional.of(value);
  }

  /**
   * Returns the query's parameters except those named, as {@code name=value} and still encoded, for
   * Link headers.
   */
  List<String> otherQuery(String... but) {
    String raw = request.query().rawValue();
    return raw.isEmpty()
        ? List.of()
        : Arrays.stream(raw.split("&", -1))
            .filter(pair ->
                Arrays.stream(but)
                    .noneMatch(name -> pair.equals(name) || pair.startsWith(name + "=")))
            .filter(pair -> PLAIN.matcher(pair).matches())
            .toList();
  }

  public Optional<String> header(String name) {
    return header(HeaderNames.create(name));
  }

  Optional<String> header(HeaderName name) {
    return request.headers().contains(name)
        ? Optional.of(request.headers().get(name).get())
        : Optional.empty();
  }

  /**
   * Reads the body as a JSON object. Must be called only once, before any change is made, and after
   * the caller was authorised: a caller who may not write is refused before faults of the body are
   * reported.
   *
   * @param resource the name that errors give to what the fields belong to
   * @throws ApiException 400 if the body is not a JSON object, 413 if it is too large, 415 if its
   *     charset or encoding is not supported
   */
  public Fields fields(String resource) {
    return new Fields(object(), resource);
  }

  /** Reads the body as a JSON object and returns it as it was sent; see {@link #fields}. */
  public ObjectNode object() {
    checkEncoding();
    return Json.readBody(body(Bodies.MOST));
  }

  /** Reads the body as any JSON value. The limits and errors are those of {@link #fields}. */
  public JsonNode json() {
    checkEncoding();
    return Json.readAny(body(Bodies.MOST));
  }

  /**
   * Reads the body as fields with one text each, from a form or from a JSON object. OAuth's
   * endpoints and the pages accept both.
   *
   * @throws ApiException as {@link #object}; 413 if the body has more than {@value #MAX_FORM} bytes
   */
  public Map<String, String> form() {
    checkEncoding();
    return Form.read(header(HeaderNames.CONTENT_TYPE).orElse(""), body(MAX_FORM));
  }

  /**
   * Returns the body.
   *
   * @throws DecideAgain if it took its time to come
   */
  private byte[] body(int most) {
    byte[] known = arrived;
    if (known != null) {
      return known;
    }
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    long begun = System.nanoTime();
    byte[] bytes = receive(most);
    arrived = bytes;
    exchange.bodyRead();
    if (System.nanoTime() - begun > Decisions.MOST_WAIT.toNanos()) {
      throw new DecideAgain();
    }
    return bytes;
  }

  private byte[] receive(int most) {
    if (request.headers().contains(HeaderValues.EXPECT_100)
        && request.headers().contentLength().orElse(0) > most) {
      throw tooLarge(most); // The client waits for permission to send, so it need not send in vain.
    }
    byte[] bytes = read(most);
    if (bytes.length > most) {
      throw tooLarge(most);
    }
    return bytes;
  }

  /** Reads the body. The stream is not closed if this fails, because closing would read on. */
  private byte[] read(int most) {
    try {
      InputStream in = new Taken(request.content().inputStream());
      return most < Bodies.MOST ? in.readNBytes(most + 1) : bodies.read(in, accountId());
    } catch (ApiException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Helidon reports an invalid chunk or a disconnected client by exceptions of many types.
      throw ApiException.of(ErrorCode.BAD_REQUEST, "The body could not be read to its end.");
    }
  }

  private long accountId() {
    Caller caller = exchange.caller();
    return caller == null ? 0 : caller.id();
  }

  private static ApiException tooLarge(int most) {
    return ApiException.of(
        ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than " + most + " bytes.");
  }

  private void checkEncoding() {
    String encoding = header(HeaderNames.CONTENT_ENCODING).orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw ApiException.of(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "The Content-Encoding is not supported: send the body as it is.");
    }
    String type = header(HeaderNames.CONTENT_TYPE).orElse("").toLowerCase(java.util.Locale.ROOT);
    int charset = type.indexOf("charset=");
    if (charset >= 0
        && !type.substring(charset + 8).replace("\"", "").strip().matches("(utf-?8|us-ascii).*")) {
      throw ApiException.of(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The charset is not supported: send UTF-8.");
    }
  }

  /** A body, of which the connection is told what was taken. */
  private static final class Taken extends FilterInputStream {
    Taken(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      ClientWatch.took();
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      ClientWatch.took();
      return read;
    }
  }
}
