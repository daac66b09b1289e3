// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer.
 *
 * @param body null for an answer without one
 * @param headers besides those that every answer has
 */
public record Response(int status, @Nullable Body body, List<Header> headers) {
  public static final String JSON = "application/json; charset=utf-8";

  public Response {
    headers = List.copyOf(headers);
  }

  public static Response ok(Object value) {
    return new Response(200, Body.Bytes.json(value), List.of());
  }

  /** 200 with a body that was made before, or is written while it is sent. */
  public static Response ok(Body body) {
    return new Response(200, body, List.of());
  }

  public static Response text(String text, String contentType) {
    return ok(Body.Bytes.of(text.getBytes(StandardCharsets.UTF_8), contentType));
  }

  /** A page, which is not to be kept anywhere. */
  public static Response html(int status, String page) {
    return new Response(
            status,
            new Body.Bytes(page.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", null),
            List.of())
        .with("Cache-Control", "no-store");
  }

  /** Fields as OAuth's clients read them, not to be kept. */
  public static Response form(String query) {
    return new Response(
            200,
            new Body.Bytes(
                query.getBytes(StandardCharsets.UTF_8),
                "application/x-www-form-urlencoded; charset=utf-8",
                null),
            List.of())
        .with("Cache-Control", "no-store");
  }

  /** Sends a browser on, with a GET. */
  public static Response seeOther(String location) {
    return new Response(302, null, List.of())
        .with("Location", location)
        .with("Cache-Control", "no-store");
  }

  public static Response created(Object value) {
    return json(201, value);
  }

  public static Response json(int status, Object value) {
    return new Response(status, new Body.Bytes(Json.write(value), JSON, null), List.of());
  }

  public static Response noContent() {
    return new Response(204, null, List.of());
  }

  /**
   * Points to another address, with the body that GitHub gives with it.
   *
   * @param documentation the operation's page, as its route names it
   */
  public static Response redirect(int status, String location, String documentation) {
    String message = status == 301 ? "Moved Permanently" : "Temporary Redirect";
    return json(status, new Moved(message, location, Dispatcher.DOCS + "/" + documentation))
        .with("Location", location);
  }

  /** Writes an error as GitHub does. */
  static Response error(ApiException e, String documentationUrl) {
    return new Response(e.code().status(), errorBody(e, documentationUrl), List.of());
  }

  /** Returns the body that GitHub gives an error. */
  static Body.Bytes errorBody(ApiException e, String documentationUrl) {
    ErrorJson error =
        new ErrorJson(
            e.getMessage(),
            e.errors().isEmpty() ? null : e.errors(),
            documentationUrl,
            Integer.toString(e.code().status()));
    return new Body.Bytes(Json.write(error), JSON, null);
  }

  /**
   * The same with one more header.
   *
   * @throws IllegalArgumentException for a value that would end the header, and begin another
   */
  public Response with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(Headers.checked(HeaderValues.create(name, value)));
    return new Response(status, body, more);
  }

  private record Moved(String message, String url, String documentationUrl) {}
}
