// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import io.helidon.http.HeaderNames;
import java.util.Optional;

/**
 * A finder of a request's caller from the Authorization header. Refused tokens count against their
 * address, so that nobody can try tokens without limit.
 */
final class CallerFinder {
  private final Authenticator authenticator;
  private final RateLimit limit;

  CallerFinder(Authenticator authenticator, RateLimit limit) {
    this.authenticator = authenticator;
    this.limit = limit;
  }

  /**
   * Sets the exchange's caller, or leaves it unset if no token was sent.
   *
   * @throws ApiException 401 if the token is not valid, 403 if its account is suspended or the
   *     address tried too many tokens
   */
  void find(Exchange exchange) {
    try {
      Optional<String> header = exchange.header(HeaderNames.AUTHORIZATION);
      if (header.isPresent()) {
        authenticate(exchange, Credentials.token(header.get()));
      }
    } catch (ApiException e) {
      if (limit.enabled()) {
        if (e.code() == ErrorCode.BAD_CREDENTIALS) {
          limit.countFailure(exchange.address());
        }
        exchange.checkLimit(limit.count(exchange.address()));
      }
      throw e;
    }
  }

  private void authenticate(Exchange exchange, String token) {
    exchange.token(token);
    if (authenticator.isGuessable(token)) {
      limit.checkFailures(exchange.address());
    }
    exchange.authenticated(authenticator.authenticate(token, exchange.subject()));
  }

  /** Tells whether the request came with a valid token, or with a text that looks like one. */
  boolean hasToken(Exchange exchange) {
    return exchange
        .token()
        .filter(token -> exchange.caller() != null || authenticator.isWellFormed(token))
        .isPresent();
  }
}
