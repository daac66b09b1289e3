// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import dev.atrium.access.Caller;
import dev.atrium.apps.App;
import dev.atrium.apps.Installations;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.http.Sha256;
import dev.atrium.oauth.OAuthStore.Code;
import dev.atrium.oauth.OAuthStore.Place;
import dev.atrium.tokens.NewToken;
import dev.atrium.tokens.TokenText;
import dev.atrium.tokens.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The authorizations of apps by users. In the web flow, an approval yields a code, and the app
 * exchanges the code for a token.
 */
final class AppAuthorizations {
  private static final Duration CODES_LAST = Duration.ofMinutes(10);

  private final Database database;
  private final Tokens tokens;
  private final Installations installations;
  private final Consent consent;
  private final Clock clock;

  AppAuthorizations(
      Database database, Tokens tokens, Installations installations, Consent consent, Clock clock) {
    this.database = database;
    this.tokens = tokens;
    this.installations = installations;
    this.consent = consent;
    this.clock = clock;
  }

  /**
   * Returns the installations for which the user can authorize the app; empty for an OAuth app,
   * which acts everywhere.
   */
  List<Place> places(App app, Caller caller) {
    return app.isOAuth()
        ? List.of()
        : database.read(handle -> OAuthStore.places(handle, app.id(), caller.id()));
  }

  /**
   * Returns the installation that the user chose.
   *
   * @return null for an OAuth app
   * @throws ApiException 400 if the choice is not one of {@link #places}
   */
  @Nullable Long chosen(App app, Caller caller, @Nullable String installation) {
    if (app.isOAuth()) {
      return null;
    }
    return places(app, caller).stream()
        .map(Place::installationId)
        .filter(id -> String.valueOf(id).equals(installation))
        .findFirst()
        .orElseThrow(() ->
            ApiException.of(
                ErrorCode.BAD_REQUEST, "Choose an account that the app is installed on."));
  }

  /** Creates the code of an approval. It is valid once, for ten minutes. */
  String code(WebRequest wanted, Caller caller, @Nullable Long installationId) {
    String text = TokenText.random("", 40);
    long now = clock.instant().getEpochSecond();
    database.write(transaction -> {
      OAuthStore.deleteExpired(transaction.handle(), now);
      OAuthStore.insertCode(
          transaction.handle(),
          TokenText.digest(text),
          new Code(
              wanted.app().id(),
              caller.id(),
              installationId,
              wanted.redirectUri(),
              Consent.given(caller, wanted.scopes()),
              wanted.challenge(),
              now + CODES_LAST.toSeconds(),
              caller.tokenId()));
      authorized(transaction, wanted.app().id(), caller, wanted.scopes(), installationId);
      return true;
    });
    return text;
  }

  /** Records a user's approval in the audit log. */
  static void authorized(
      Transaction transaction,
      long appId,
      Caller caller,
      List<String> asked,
      @Nullable Long installationId) {
    AuditLog.add(
        transaction,
        new AuditEvent(AuditAction.APP_AUTHORIZED)
            .user(caller.id())
            .with("app_id", appId)
            .with("scopes", Consent.given(caller, asked))
            .with("installation_id", installationId));
  }

  /**
   * Exchanges a code for a token.
   *
   * @param redirectUri null if the app did not send it again
   * @throws OAuthException if the code is not valid, belongs to another app, or does not match the
   *     verifier or the redirect URI; also if the user's own token was revoked
   */
  Issued exchange(App app, String code, @Nullable String redirectUri, String verifier) {
    // Deleted in a transaction of its own: a wrong verifier must not leave it for another attempt.
    Code taken =
        database
            .write(transaction -> OAuthStore.takeCode(transaction.handle(), TokenText.digest(code)))
            .filter(found -> found.expiresAt() > clock.instant().getEpochSecond())
            .filter(found -> found.appId() == app.id())
            .filter(found -> proves(verifier, found.challenge()))
            .orElseThrow(() ->
                new OAuthException(
                    "bad_verification_code", "The code passed is incorrect or expired."));
    if (redirectUri != null && !redirectUri.equals(taken.redirectUri())) {
      throw new OAuthException(
          "redirect_uri_mismatch",
          "The redirect_uri MUST match the registered callback URL for this application.");
    }
    return database.write(transaction ->
        issue(transaction, app, taken.tokenId(), taken.installationId(), taken.scopes()));
  }

  private static boolean proves(String verifier, String challenge) {
    if (challenge.isEmpty()) {
      // A verifier without a challenge: somebody removed the challenge from the app's request.
      return verifier.isEmpty();
    }
    byte[] made = Base64.getUrlEncoder().withoutPadding().encode(Sha256.digest(verifier));
    return MessageDigest.isEqual(made, challenge.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Issues the token that a user approved. It allows no more, and lasts no longer, than the token
   * that they signed in with.
   *
   * @param tokenId the token that the user signed in with
   * @throws OAuthException access_denied if the user can no longer authorize the app
   */
  Issued issue(
      Transaction transaction,
      App app,
      long tokenId,
      @Nullable Long installationId,
      List<String> scopes) {
    Caller signedIn = tokens.hold(transaction, tokenId).orElseThrow(AppAuthorizations::ended);
    if (app.isOAuth()) {
      NewToken wanted =
          NewToken.oauth(signedIn.id(), app.name(), scopes, signedIn.expiresAt(), app.id());
      return new Issued(tokens.make(transaction, wanted), scopes);
    }
    if (OAuthStore.places(transaction.handle(), app.id(), signedIn.id()).stream()
        .noneMatch(place -> Long.valueOf(place.installationId()).equals(installationId))) {
      throw ended();
    }
    Tokens.Made made =
        installations.userToken(
            transaction,
            app,
            Optional.ofNullable(installationId).orElseThrow(ApiException::notFound),
            signedIn);
    consent.checkCovered(signedIn, made.permissions());
    return new Issued(made, List.of());
  }

  /**
   * Returns the refusal of a user who was suspended since the approval, whose token was revoked or
   * expired, or who lost access to the installation.
   */
  private static OAuthException ended() {
    return new OAuthException(
        "access_denied", "The user can no longer let the application act there.");
  }

  /** A token to be handed to its app. */
  record Issued(Tokens.Made token, List<String> scopes) {}
}
