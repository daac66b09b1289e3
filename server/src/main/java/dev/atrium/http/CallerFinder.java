// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import io.helidon.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A finder of a request's caller from the Authorization header: Bearer, token, or Basic with the
 * token as the password. Refused tokens count against their address, so that nobody can try tokens
 * without limit.
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
      Optional<String> token = token(exchange);
      if (token.isPresent()) {
        exchange.token(token.get());
        if (authenticator.isGuessable(token.get())) {
          limit.checkFailures(exchange.address());
        }
        exchange.authenticated(authenticator.authenticate(token.get(), exchange.spaceId()));
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

  /** Tells whether the request came with a valid token, or with a text that looks like one. */
  boolean hasToken(Exchange exchange) {
    return exchange
        .token()
        .filter(token -> exchange.caller() != null || authenticator.isWellFormed(token))
        .isPresent();
  }

  private static Optional<String> token(Exchange exchange) {
    Optional<String> sent = exchange.header(HeaderNames.AUTHORIZATION);
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    String header = sent.get();
    int space = header.indexOf(' ');
    String scheme = space < 0 ? "" : header.substring(0, space).toLowerCase(Locale.ROOT);
    String rest = header.substring(space + 1).strip();
    return switch (scheme) {
      case "bearer", "token" -> Optional.of(rest);
      case "basic" -> Optional.of(password(rest));
      default -> throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
    };
  }

  /** Reads the token from a Basic header, where it is the password, as {@code curl -u} sends it. */
  private static String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
    }
  }
}
