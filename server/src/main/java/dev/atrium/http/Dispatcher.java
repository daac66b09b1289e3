// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.Caller;
import dev.atrium.error.ApiException;
import dev.atrium.error.DecideAgain;
import dev.atrium.error.ErrorCode;
import dev.atrium.error.ReferenceGone;
import dev.atrium.work.AnswerMemory;
import dev.atrium.work.Full;
import dev.atrium.work.Requester;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The path of every request: route, origin, caller, limits, version, handler, answer (behaviour §2,
 * §8, §9). It knows no feature: the differences between entry points are in the route's {@link
 * Profile}.
 */
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  static final String DOCS = "https://docs.github.com/rest";

  private final Router router;
  private final CallerFinder callers;
  private final Origins origins;
  private final Urls urls;
  private final RateLimit limit;
  private final Optional<AccessLog> log;
  private final Refusals refusals;
  private final Bodies bodies = new Bodies();
  private final AnswerMemory memory = new AnswerMemory();

  /**
   * Prepares the dispatcher of these routes.
   *
   * @param refusals the receiver of every 401, 403 and 404 of a known route, except for rate limits
   *     and for requests without a token or what looks like one
   */
  public Dispatcher(
      List<Route> routes,
      Authenticator authenticator,
      RateLimit limit,
      Urls urls,
      Optional<AccessLog> log,
      Refusals refusals) {
    this.router = new Router(routes);
    this.callers = new CallerFinder(authenticator, limit);
    this.origins = new Origins(urls);
    this.urls = urls;
    this.limit = limit;
    this.log = log;
    this.refusals = refusals;
  }

  /** Returns the proxies whose word on a client's address is taken. */
  Proxies proxies() {
    return limit.proxies();
  }

  /**
   * Answers a request.
   *
   * @param logged whether it belongs into the access log
   */
  void handle(ServerRequest request, ServerResponse response, boolean logged) {
    Exchange exchange = new Exchange(request, limit.proxies(), urls);
    Sender sender = new Sender(exchange, response);
    Response answer;
    try (AnswerMemory.Share share = memory.share()) {
      Response made = answer(exchange, share);
      answer = share.send(() -> send(exchange, sender, made, logged));
      ClientWatch.served(share.requester().account());
    }
    if (sender.isLast(answer)) {
      // Without this, Helidon keeps the connection open, whatever the Connection header says.
      throw new CloseConnectionException("The last answer of its connection");
    }
  }

  /** Sends an answer. Returns what was sent in the end. */
  private Response send(Exchange exchange, Sender sender, Response answer, boolean logged) {
    try {
      sender.send(answer);
      return answer;
    } catch (RuntimeException | Error e) {
      return recover(exchange, sender, e);
    } finally {
      if (logged) {
        log(exchange, sender);
      }
    }
  }

  /**
   * Handles a failure while the answer was sent: answers with the refusal or with 500, or closes
   * the connection if the client has gone or part of the answer has left.
   */
  private static Response recover(Exchange exchange, Sender sender, Throwable e) {
    if (sender.isClientGone(e)) {
      LOG.debug("request_id={} the client has gone", exchange.id);
      throw new CloseConnectionException("The client has gone", e);
    }
    ApiException refusal = e instanceof ApiException known ? known : null;
    if (refusal == null) {
      LOG.error("request_id={} {} could not be sent", exchange.id, exchange.path, e);
    }
    if (sender.hasBegun()) {
      // Part of the answer has left: only closing the connection tells the client that it is
      // incomplete.
      throw new CloseConnectionException("The answer ended early", e);
    }
    Response failure = exchange.error(refusal == null ? internalError(exchange) : refusal);
    sender.send(failure);
    return failure;
  }

  private Response answer(Exchange exchange, AnswerMemory.Share share) {
    try (Bodies.Permit permit = bodies.permit()) {
      Response answer = exchange.conditional(pass(exchange, permit, share));
      exchange.takeRefusals().forEach(refusal -> report(exchange, refusal));
      share.trim();
      return answer;
    } catch (ApiException e) {
      report(exchange, e);
      return exchange.error(e);
    } catch (io.helidon.http.RequestException e) {
      throw e; // The connection itself is at fault. Helidon's own handlers answer, in our form.
    } catch (RuntimeException | Error e) {
      LOG.error("request_id={} {} failed", exchange.id, exchange.path, e);
      return exchange.error(internalError(exchange));
    }
  }

  private static ApiException internalError(Exchange exchange) {
    return ApiException.of(ErrorCode.INTERNAL_ERROR, "Server Error. Request ID: " + exchange.id);
  }

  /** Takes a request through every check, in the order of behaviour §2, to its handler. */
  private Response pass(Exchange exchange, Bodies.Permit permit, AnswerMemory.Share share) {
    if (exchange.method.equals("OPTIONS")) {
      exchange.profile = router.profile(exchange.path).orElse(Profile.REST);
      return new Response(
          204, null, exchange.profile.allowsAnyOrigin() ? Headers.PREFLIGHT : List.of());
    }
    exchange.matched(router.match(exchange.isRead() ? "GET" : exchange.method, exchange.path));
    exchange.checkForm();
    origins.check(exchange);
    if (exchange.profile.findsCaller()) {
      share.requester().from(ClientWatch.latest(), () -> Proxies.numberOf(exchange.address()));
      find(exchange, share);
    }
    count(exchange);
    Router.Match match = exchange.match().orElseThrow(ApiException::notFound);
    Route route = match.route();
    if (exchange.caller() == null && !route.requirement().isOpen()) {
      throw ApiException.of(ErrorCode.REQUIRES_AUTHENTICATION);
    }
    exchange.chooseVersion();
    return handle(exchange, new Request(exchange, route, match.parameters(), permit), share);
  }

  /** Calls the handler, and calls it again after a wait, with the caller decided on again. */
  private Response handle(Exchange exchange, Request request, AnswerMemory.Share share) {
    Caller caller = exchange.caller();
    if (caller != null) {
      share.requester().of(caller.id());
    }
    long token = caller == null ? 0 : caller.tokenId();
    if (exchange.isRead() && share.prepare(token, exchange.targetHash())) {
      find(exchange, share); // It waited.
    }
    boolean gone = false;
    while (true) {
      try {
        return share.call(request::handle);
      } catch (Full e) {
        share.await();
      } catch (DecideAgain e) {
        // The body has come by now, or the answer is known. Nothing was written.
      } catch (ReferenceGone e) {
        if (gone) {
          throw e;
        }
        if (exchange.hasWritten()) {
          throw ApiException.notFound(); // What was written must not be written twice.
        }
        gone = true;
      }
      find(exchange, share);
    }
  }

  /** Finds the caller. Until then the request counts as {@link Requester#from} says. */
  private void find(Exchange exchange, AnswerMemory.Share share) {
    share.call(() -> {
      callers.find(exchange);
      return true;
    });
  }

  private void count(Exchange exchange) {
    switch (exchange.limit()) {
      case SIGN_IN -> limit.countSignIn(exchange.address());
      case REQUESTS -> {
        if (limit.enabled()) {
          exchange.count(limit);
        }
      }
      case NONE -> {
        // Such requests are never refused for their number.
      }
    }
  }

  /**
   * Hands a refusal to the audit log. An unknown credential is audited only if it looks like a
   * token.
   */
  private void report(Exchange exchange, ApiException e) {
    int status = e.code().status();
    boolean refused = status == 401 || status == 403 || status == 404;
    if (refused && !exchange.exceedsLimit() && callers.hasToken(exchange)) {
      exchange
          .match()
          .ifPresent(match ->
              refusals.add(
                  new Refusals.Refusal(
                      System.currentTimeMillis(),
                      exchange.context(match.route()),
                      match.route().path(),
                      match.parameters(),
                      status,
                      e.refusal())));
    }
  }

  private void log(Exchange exchange, Sender sender) {
    log.ifPresent(open ->
        open.write(
            exchange.id,
            exchange.method,
            exchange.rawPath(),
            sender.status(),
            sender.bytes(),
            exchange.login(),
            exchange.age()));
  }
}
