// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Authenticated;
import dev.atrium.access.Caller;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.error.FieldError;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request, routed and authenticated. */
public final class Request {
  /** The most that a form may have, in bytes: strangers send them. */
  private static final int MAX_FORM = 8 * 1024;

  private final Exchange exchange;
  private final ServerRequest request;
  private final Route route;
  private final Map<String, String> parameters;
  private final Bodies.Permit bodies;

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

  /** The raw path, without the {@code /api/v3} before it. */
  public String path() {
    return exchange.path;
  }

  /** The query as it was sent, with its {@code ?}; empty where there is none. */
  public String rawQuery() {
    String raw = request.query().rawValue();
    return raw.isEmpty() ? "" : "?" + raw;
  }

  /** Whether this is a GET, or a HEAD, which is answered like one. */
  public boolean isRead() {
    return route.method().equals("GET");
  }

  /**
   * Who asks.
   *
   * @throws ApiException 401 on an open route that was called without a token
   */
  public Caller caller() {
    return authenticated().caller();
  }

  /**
   * Who asks, and under which versions their token was found good.
   *
   * @throws ApiException 401 on an open route that was called without a token
   */
  public Authenticated authenticated() {
    Authenticated found = exchange.authenticated();
    if (found == null) {
      throw ApiException.of(ErrorCode.REQUIRES_AUTHENTICATION);
    }
    return found;
  }

  /** Where the caller asks from, as far as trusted proxies tell. */
  public String address() {
    return exchange.address();
  }

  /** A parameter of the path, decoded. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route " + route.path() + " has no parameter " + name);
    }
    return value;
  }

  /**
   * A parameter of the path that is a number.
   *
   * @throws ApiException 404 when it is none: there is no such thing
   */
  public long number(String name) {
    return Texts.integer(parameter(name)).orElseThrow(ApiException::notFound);
  }

  /**
   * A parameter of the query, decoded; the first where it is repeated.
   *
   * @throws ApiException 422 when it has a NUL, which PostgreSQL does not take
   */
  public Optional<String> query(String name) {
    UriQuery query = request.query();
    if (!query.contains(name)) {
      return Optional.empty();
    }
    String value = query.get(name);
    if (value.indexOf(0) >= 0) {
      throw ApiException.invalid(FieldError.invalid("Query", name, name + " must not contain NUL"));
    }
    return Optional.of(value);
  }

  /**
   * The parameters of the query but those named, as {@code name=value}, still encoded: for Link
   * headers.
   */
  List<String> otherQuery(String... but) {
    String raw = request.query().rawValue();
    return raw.isEmpty()
        ? List.of()
        : Arrays.stream(raw.split("&", -1))
            .filter(pair ->
                Arrays.stream(but)
                    .noneMatch(name -> pair.equals(name) || pair.startsWith(name + "=")))
            .filter(pair -> pair.matches("[A-Za-z0-9_%.,:+=-]+"))
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
   * The body as a JSON object. To be called once, and after the caller was let in: who may not
   * write is told so before faults of a body are.
   *
   * @param resource what its fields belong to, as errors name it
   * @throws ApiException 400 when it is none, 413 when it is too large, 415 for a charset or
   *     encoding that is not supported
   */
  public Fields fields(String resource) {
    return new Fields(object(), resource);
  }

  /** The body as a JSON object, as it was sent. */
  public ObjectNode object() {
    checkEncoding();
    return Json.readBody(body(Bodies.MOST));
  }

  /**
   * The body as fields with one text each: of a form, or of a JSON object. OAuth's endpoints and
   * the pages take both.
   *
   * @throws ApiException as {@link #object}; 413 for more than {@value #MAX_FORM} bytes
   */
  public Map<String, String> form() {
    checkEncoding();
    return Form.read(header(HeaderNames.CONTENT_TYPE).orElse(""), body(MAX_FORM));
  }

  private byte[] body(int most) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    if (request.headers().contains(HeaderValues.EXPECT_100)
        && request.headers().contentLength().orElse(0) > most) {
      throw tooLarge(most); // The client waits for leave to send: it need not send in vain.
    }
    byte[] bytes = read(most);
    if (bytes.length > most) {
      throw tooLarge(most);
    }
    return bytes;
  }

  /** The stream is left open where reading fails: its close would read on. */
  private byte[] read(int most) {
    try {
      InputStream in = request.content().inputStream();
      return most < Bodies.MOST
          ? in.readNBytes(most + 1)
          : bodies.read(in, request.headers().contentLength().orElse(-1));
    } catch (ApiException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Helidon tells a chunk that is none, or a client that left, by exceptions of many kinds.
      throw ApiException.of(ErrorCode.BAD_REQUEST, "The body could not be read to its end.");
    }
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
}
