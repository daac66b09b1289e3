// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.atrium.access.Authenticated;
import dev.atrium.access.Caller;
import dev.atrium.access.PathSubject;
import dev.atrium.access.TokenKind;
import dev.atrium.db.Database;
import dev.atrium.db.Versions.Stamp;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.http.Authenticator;
import dev.atrium.tokens.Tokens;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The authenticator of apps by JSON web token. The signature is RS256, {@code iss} is the app's id
 * or client id, and {@code exp} is at most ten minutes ahead. {@code nbf} is respected, although
 * GitHub does not require it.
 */
public final class AppTokens implements Authenticator {
  /** The tolerated difference between the clocks of two machines, in seconds. */
  private static final int SKEW = 60;

  private static final int LONGEST = 600;

  /**
   * The form of a JSON web token: three parts, the first of which encodes a JSON object. No other
   * credential looks like this.
   */
  private static final Pattern FORM =
      Pattern.compile("ey[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  /** An app's id as text, or a client id. */
  private static final Pattern ISSUER =
      Pattern.compile("[0-9]{1,18}|Iv[0-9A-Za-z.]+|Ov[0-9A-Za-z]+|[0-9a-f]{20}");

  private static final String UNREADABLE = "A JSON web token could not be decoded";

  private final Database database;
  private final Clock clock;

  public AppTokens(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Tells whether a token is a JSON web token. The kinds of token with a prefix contain no dot. The
   * site admin's token may have any form, so it is ruled out by comparison.
   */
  public boolean takes(String token, Tokens others) {
    return isWellFormed(token) && !others.isAdmin(token);
  }

  @Override
  public boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public Authenticated authenticate(String token, PathSubject subject) {
    try {
      JWSObject signed = JWSObject.parse(token);
      Map<String, Object> claims = signed.getPayload().toJSONObject();
      if (claims == null || !JWSAlgorithm.RS256.equals(signed.getHeader().getAlgorithm())) {
        throw refused(UNREADABLE);
      }
      Object issuer = claims.get("iss");
      checkIssuer(issuer);
      Stamp stamp = subject.current(database.versions()); // Taken before the keys are read.
      Signer signer =
          database.read(handle -> signer(handle, issuer)).orElseThrow(() -> refused(UNREADABLE));
      if (!signer.signed(signed)) {
        throw refused(UNREADABLE);
      }
      checkTimes(claims);
      Caller caller = caller(signer.app());
      return new Authenticated(
          caller,
          stamp,
          subject,
          handle -> signer(handle, issuer).filter(now -> now.equals(signer)).isPresent());
    } catch (ParseException | JOSEException e) {
      throw refused(UNREADABLE);
    }
  }

  /**
   * Finds the app that {@code iss} names. Octokit sends the id as a number; GitHub's examples send
   * the client id.
   */
  private static Optional<Signer> signer(Handle handle, @Nullable Object issuer) {
    Optional<App> app =
        switch (issuer) {
          case Number number -> AppStore.byId(handle, number.longValue());
          case String text when text.matches("[0-9]{1,18}") ->
              AppStore.byId(handle, Long.parseLong(text));
          case String text -> AppStore.byClientId(handle, text);
          case null, default -> Optional.empty();
        };
    return app.filter(found -> !found.isOAuth())
        .map(found -> new Signer(found, AppStore.keys(handle, found.id())));
  }

  /** Refuses an issuer that has the form of neither an id nor a client id, and says so. */
  private static void checkIssuer(@Nullable Object issuer) {
    if (issuer == null) {
      throw refused("Missing 'issuer' claim ('iss') in assertion");
    }
    boolean integer = issuer instanceof Long || issuer instanceof Integer;
    if (!integer && !(issuer instanceof String text && ISSUER.matcher(text).matches())) {
      throw refused("'Issuer' claim ('iss') must be an Integer");
    }
  }

  private void checkTimes(Map<String, Object> claims) {
    long now = clock.instant().getEpochSecond();
    if (!(claims.get("exp") instanceof Number expires) || expires.longValue() <= now) {
      throw refused(
          "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires");
    }
    if (expires.longValue() > now + LONGEST + SKEW) {
      throw refused("'Expiration time' claim ('exp') is too far in the future");
    }
    if (!(claims.get("iat") instanceof Number issued) || issued.longValue() > now + SKEW) {
      throw refused(
          "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
    }
    if (claims.get("nbf") instanceof Number from && from.longValue() > now + SKEW) {
      throw refused("'Not before' claim ('nbf') is in the future");
    }
  }

  private static Caller caller(App app) {
    return new Caller(
        app.botId(),
        app.slug() + "[bot]",
        false,
        -app.id(), // Not a token's id: limits count an app by itself.
        TokenKind.APP,
        Set.of(),
        0,
        false,
        Set.of(),
        Map.of(),
        null,
        app.id(),
        app.codingAgent());
  }

  private static ApiException refused(String message) {
    return ApiException.of(ErrorCode.BAD_CREDENTIALS, message);
  }

  private record Signer(App app, List<String> keys) {
    boolean signed(JWSObject token) throws JOSEException {
      for (String key : keys) {
        if (token.verify(new RSASSAVerifier(AppKeys.read(key)))) {
          return true;
        }
      }
      return false;
    }
  }
}
