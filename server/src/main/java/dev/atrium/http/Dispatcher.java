// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.Caller;
import dev.atrium.access.Visit;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.http.Response.Rendered;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The path of every request: route, caller, version, handler, and back to bytes and headers
 * (behaviour §2, §8, §9).
 */
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  static final String DOCS = "https://docs.github.com/rest";

  /** Programs that wait for their user ask here every few seconds, by what nobody guesses. */
  private static final String SIGN_IN = "/login/oauth/access_token";

  private final Router router;
  private final Authenticator authenticator;
  private final RateLimit limit;
  private final Optional<AccessLog> log;
  private final Refusals refusals;
  private final Bodies bodies = new Bodies();

  public Dispatcher(
      List<Route> routes,
      Authenticator authenticator,
      RateLimit limit,
      Optional<AccessLog> log,
      Refusals refusals) {
    this.router = new Router(routes);
    this.authenticator = authenticator;
    this.limit = limit;
    this.log = log;
    this.refusals = refusals;
  }

  void handle(ServerRequest request, ServerResponse response) {
    Exchange exchange = new Exchange(request, response);
    exchange.send(answer(exchange));
  }

  private Response answer(Exchange exchange) {
    Response answer;
    try (Bodies.Held held = bodies.held()) {
      answer = exchange.answer(held);
    } catch (ApiException e) {
      answer = exchange.refuse(e);
      exchange.tell(e);
    } catch (io.helidon.http.RequestException e) {
      throw e; // The connection itself is at fault: Helidon's own handlers answer, in our form.
    } catch (RuntimeException | Error e) {
      LOG.error("request_id={} {} failed", exchange.id, exchange.path, e);
      answer =
          exchange.refuse(
              ApiException.of(
                  ErrorCode.INTERNAL_ERROR, "Server Error. Request ID: " + exchange.id));
    }
    return answer;
  }

  /** One request under way. */
  private final class Exchange {
    private final ServerRequest request;
    private final ServerResponse response;
    private final String id = RequestId.next();
    private final long started = System.nanoTime();
    private final String method;
    private final String path;
    private Router.@Nullable Match match;
    private @Nullable Route route;
    private @Nullable String token;
    private @Nullable Caller caller;
    private RateLimit.@Nullable State limits;
    private String version = ApiVersion.DEFAULT;

    Exchange(ServerRequest request, ServerResponse response) {
      this.request = request;
      this.response = response;
      this.method = request.prologue().method().text();
      String raw = request.prologue().uriPath().rawPath();
      this.path = raw.equals("/api/v3") ? "/" : raw.startsWith("/api/v3/") ? raw.substring(7) : raw;
    }

    Response answer(Bodies.Held held) {
      if (method.equals("OPTIONS")) {
        return new Response(204, null, Headers.PREFLIGHT);
      }
      if (!request.headers().contains(HeaderNames.USER_AGENT) && !path.startsWith("/health/")) {
        throw ApiException.forbidden(
            "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.");
      }
      if (!path.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw ApiException.of(
            ErrorCode.BAD_REQUEST, "The path is not ASCII: percent-encode its UTF-8.");
      }
      match = router.match(method.equals("HEAD") ? "GET" : method, path).orElse(null);
      route = match == null ? null : match.route();
      caller = authenticated();
      count();
      if (match == null || route == null) {
        throw ApiException.notFound();
      }
      if (caller == null && !route.permission().open()) {
        throw ApiException.of(ErrorCode.REQUIRES_AUTHENTICATION);
      }
      if (request.headers().contains(Headers.API_VERSION)) {
        version = ApiVersion.check(request.headers().get(Headers.API_VERSION).get());
      }
      Route found = route;
      Request routed =
          new Request(request, path, found, match.parameters(), caller, limit.proxies(), held);
      return conditional(
          routed.isRead()
              ? found.handler().handle(routed)
              : visit(found).call(() -> found.handler().handle(routed)));
    }

    private Visit visit(Route to) {
      String tail = token == null ? "" : Visit.tail(token);
      return new Visit(caller, tail, address(), id, to.operation());
    }

    /** Of a text that stands for nobody, only what has the form of a token is told of. */
    void tell(ApiException e) {
      int status = e.code().status();
      boolean told = status == 401 || status == 403 || status == 404;
      boolean limited = limits != null && limits.exceeded();
      boolean sent = token != null && (caller != null || authenticator.isWellFormed(token));
      if (told && !limited && sent && match != null && route != null) {
        refusals.add(
            new Refusals.Refusal(
                System.currentTimeMillis(),
                visit(route),
                route.path(),
                match.parameters(),
                status,
                e.refusal()));
      }
    }

    /** Looked at last: who lost access gets 404, never 304. */
    private Response conditional(Response answer) {
      Rendered body = answer.body();
      if (answer.status() != 200
          || body == null
          || body.etag() == null
          || !(method.equals("GET") || method.equals("HEAD"))) {
        return answer;
      }
      if (request.headers().contains(Headers.IF_NONE_MATCH)
          && ETags.match(
              request.headers().get(Headers.IF_NONE_MATCH).allValues(), body.etag().get())) {
        uncount();
        return new Response(
            304, new Rendered(new byte[0], body.contentType(), body.etag()), answer.headers());
      }
      return answer;
    }

    Response refuse(ApiException e) {
      Response answer = Response.error(e, documentation(e));
      if (e.code().status() == 401
          && request.headers().contains(HeaderNames.ACCEPT)
          && request.headers().get(HeaderNames.ACCEPT).get().contains("text/html")) {
        answer =
            answer.with(
                "WWW-Authenticate",
                "Basic realm=\"Atrium: a token as the password\""); // A browser asks for it.
      }
      return e.retryAfter() > 0
          ? answer.with("Retry-After", Long.toString(e.retryAfter()))
          : answer;
    }

    private String documentation(ApiException e) {
      if (!e.documentation().isEmpty()) {
        return e.documentation();
      }
      String page = route == null ? "" : route.documentation();
      return page.isEmpty() ? DOCS : DOCS + "/" + page;
    }

    /** Who asks; what is refused counts on the address, so that nobody tries on and on. */
    private @Nullable Caller authenticated() {
      try {
        String sent = token().orElse(null);
        token = sent;
        if (sent != null && authenticator.isGuessable(sent)) {
          limit.checkFailures(address());
        }
        return sent == null ? null : authenticator.authenticate(sent);
      } catch (ApiException e) {
        if (limit.enabled()) {
          if (e.code() == ErrorCode.BAD_CREDENTIALS) {
            limit.countFailure(address());
          }
          check(limit.count(address()));
        }
        throw e;
      }
    }

    private void count() {
      if (path.equals(SIGN_IN)) {
        limit.countSignIn(address());
      } else if (limit.enabled() && counts()) {
        check(caller == null ? limit.count(address()) : limit.count(caller.tokenId()));
        if (caller != null && !method.equals("GET") && !method.equals("HEAD")) {
          limit.countWrite(caller.tokenId());
        }
      }
    }

    private void check(RateLimit.State state) {
      limits = state;
      if (state.exceeded()) {
        throw ApiException.limited(
            "API rate limit exceeded. Wait until the time that X-RateLimit-Reset names, in seconds since 1970.",
            "",
            Math.max(1, state.reset() - System.currentTimeMillis() / 1000));
      }
    }

    private boolean counts() {
      return !path.startsWith("/health/") && !path.equals("/rate_limit");
    }

    private void uncount() {
      if (limits != null && caller != null) {
        limits = limit.uncount(caller.tokenId());
      }
    }

    private String address() {
      return limit.proxies().address(request);
    }

    private Optional<String> token() {
      if (!request.headers().contains(HeaderNames.AUTHORIZATION)) {
        return Optional.empty();
      }
      String header = request.headers().get(HeaderNames.AUTHORIZATION).get();
      int space = header.indexOf(' ');
      String scheme = space < 0 ? "" : header.substring(0, space).toLowerCase(Locale.ROOT);
      String rest = header.substring(space + 1).strip();
      return switch (scheme) {
        case "bearer", "token" -> Optional.of(rest);
        case "basic" -> Optional.of(basic(rest));
        default -> throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
      };
    }

    /** The token is the password, as {@code curl -u} sends it. */
    private static String basic(String encoded) {
      try {
        String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        return pair.substring(pair.indexOf(':') + 1);
      } catch (IllegalArgumentException e) {
        throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
      }
    }

    void send(Response answer) {
      response.status(Status.create(answer.status()));
      answer.headers().forEach(response.headers()::set);
      Headers.always(response.headers(), id);
      boolean last = isLast(answer);
      if (last) {
        response.headers().set(HeaderValues.CONNECTION_CLOSE);
      }
      Headers.version(response.headers(), version);
      if (limits != null) {
        Headers.limits(response.headers(), limits);
      }
      if (caller != null && route != null) {
        Headers.token(response.headers(), caller, route);
      }
      Rendered body = answer.body();
      int length = body == null ? 0 : body.bytes().length;
      Headers.caching(response.headers(), body != null && body.etag() != null);
      if (body != null && body.etag() != null) {
        response.headers().set(body.etag());
      }
      if (body == null || answer.status() == 304) {
        response.send();
      } else {
        response.headers().set(HeaderValues.create(HeaderNames.CONTENT_TYPE, body.contentType()));
        sendBody(body.bytes());
      }
      log(answer.status(), length);
      if (last) {
        // Helidon keeps the connection open otherwise, whatever the two headers say.
        throw new CloseConnectionException("The last answer of its connection");
      }
    }

    private void log(int status, int bytes) {
      if (log.isPresent()) {
        String user = caller == null ? "-" : caller.login();
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        log.get()
            .write(id, method, request.prologue().uriPath().rawPath(), status, bytes, user, took);
      }
    }

    /** After a body that could not be read nobody knows where the next request begins. */
    private boolean isLast(Response answer) {
      return request.headers().contains(HeaderValues.CONNECTION_CLOSE)
          || (answer.status() == 400 && request.content().hasEntity())
          || (answer.status() == 413 && request.headers().contains(HeaderValues.EXPECT_100));
    }

    private void sendBody(byte[] bytes) {
      if (method.equals("HEAD")) {
        response.headers().set(HeaderValues.create(HeaderNames.CONTENT_LENGTH, bytes.length));
        response.send();
      } else {
        response.send(bytes);
      }
    }
  }
}
