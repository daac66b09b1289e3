// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.work.AnswerMemory;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request: status, body and headers.
 *
 * @param body null for an answer without one
 * @param headers the headers besides those that every answer has
 */
public record Response(int status, @Nullable Body body, List<Header> headers) {
  public static final String JSON = "application/json; charset=utf-8";

  public Response {
    headers = List.copyOf(headers);
  }

  public static Response ok(Object value) {
    return new Response(200, Body.json(value), List.of());
  }

  /** Answers 200 with a body that was made before, or is written while it is sent. */
  public static Response ok(Body body) {
    return new Response(200, body, List.of());
  }

  public static Response text(String text, String contentType) {
    AnswerMemory.count(text);
    return ok(Body.Bytes.of(text.getBytes(StandardCharsets.UTF_8), contentType));
  }

  /** Answers a page that must not be cached. */
  public static Response html(int status, String page) {
    return new Response(
            status,
            new Body.Bytes(page.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", null),
            List.of())
        .with("Cache-Control", "no-store");
  }

  /** Answers 200 with form fields, as OAuth clients read them. The answer must not be cached. */
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

  /** Redirects a browser with 302, which it follows with a GET. */
  public static Response seeOther(String location) {
    return new Response(302, null, List.of())
        .with("Location", location)
        .with("Cache-Control", "no-store");
  }

  public static Response created(Object value) {
    return json(201, value);
  }

  public static Response json(int status, Object value) {
    return new Response(status, Body.untaggedJson(value), List.of());
  }

  public static Response noContent() {
    return new Response(204, null, List.of());
  }

  /**
   * Redirects to another address, with the body that GitHub sends.
   *
   * @param documentation the operation's page, as its route names it
   */
  public static Response redirect(int status, String location, String documentation) {
    String message = status == 301 ? "Moved Permanently" : "Temporary Redirect";
    return json(status, new Moved(message, location, Dispatcher.DOCS + "/" + documentation))
        .with("Location", location);
  }

  /** Answers with an error in GitHub's form. */
  static Response error(ApiException e, String documentationUrl) {
    return new Response(e.code().status(), errorBody(e, documentationUrl), List.of());
  }

  /** Returns the body of an error in GitHub's form. */
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
   * Returns this answer with one more header.
   *
   * @throws IllegalArgumentException if the value would end the header and begin another
   */
  public Response with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(Headers.checked(HeaderValues.create(name, value)));
    return new Response(status, body, more);
  }

  /**
   * Returns this page with leave for its forms to be redirected to another site, which browsers
   * otherwise refuse.
   *
   * @param target an absolute URL of that site
   */
  public Response withFormsRedirectedTo(URI target) {
    String authority = target.getRawAuthority();
    boolean web = authority != null && String.valueOf(target.getScheme()).startsWith("http");
    String source = target.getScheme() + ":" + (web ? "//" + authority : "");
    List<Header> more = new ArrayList<>(headers);
    more.add(Headers.checked(Headers.policy("'self' " + source)));
    return new Response(status, body, more);
  }

  private record Moved(String message, String url, String documentationUrl) {}
}
