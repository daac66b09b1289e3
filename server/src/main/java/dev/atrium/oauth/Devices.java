// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import dev.atrium.access.Caller;
import dev.atrium.apps.App;
import dev.atrium.db.Database;
import dev.atrium.oauth.OAuthStore.Device;
import dev.atrium.tokens.TokenText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The device flow: a program shows a code, its user types the code here, and the program polls for
 * the token.
 */
final class Devices {
  static final Duration LAST = Duration.ofMinutes(15);
  static final long INTERVAL = 5;

  /** Letters without vowels, so that codes form no words, and without look-alikes. */
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final AppAuthorizations authorizations;
  private final Clock clock;

  Devices(Database database, AppAuthorizations authorizations, Clock clock) {
    this.database = database;
    this.authorizations = authorizations;
    this.clock = clock;
  }

  /** Starts the flow. Its codes are shown once, and the device code is stored as a digest. */
  Started start(App app, List<String> scopes) {
    String code = TokenText.random("", 40);
    long now = clock.instant().getEpochSecond();
    Device device =
        new Device(app.id(), scopes, "pending", 0, 0, null, INTERVAL, 0, now + LAST.toSeconds());
    return database.write(transaction -> {
      OAuthStore.deleteExpired(transaction.handle(), now);
      String userCode;
      do {
        userCode = userCode();
      } while (!OAuthStore.insertDevice(
          transaction.handle(), TokenText.digest(code), userCode, device, INTERVAL));
      return new Started(code, userCode);
    });
  }

  private static String userCode() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      code.append(i == 4 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** Converts a user code, however it was typed, to its stored form. */
  static String normal(String typed) {
    String letters = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return letters.length() == 8 ? letters.substring(0, 4) + "-" + letters.substring(4) : letters;
  }

  /** Returns the request of a user code, if it is pending and has not expired. */
  Optional<Device> open(String userCode) {
    long now = clock.instant().getEpochSecond();
    return database
        .read(handle -> OAuthStore.deviceByUserCode(handle, userCode))
        .filter(device -> device.expiresAt() > now && device.state().equals("pending"));
  }

  /** Approves or denies a request. Returns false if it was decided before. */
  boolean decide(
      String userCode, Device device, Caller caller, @Nullable Long installation, boolean yes) {
    Device decided =
        new Device(
            device.appId(),
            Consent.given(caller, device.scopes()),
            yes ? "approved" : "denied",
            caller.id(),
            caller.tokenId(),
            installation,
            device.interval(),
            device.polledAt(),
            device.expiresAt());
    return database.write(transaction -> {
      boolean first = OAuthStore.decide(transaction.handle(), userCode, decided);
      if (first && yes) {
        AppAuthorizations.authorized(
            transaction, device.appId(), caller, device.scopes(), installation);
      }
      return first;
    });
  }

  /**
   * Returns the token if the user has approved the request.
   *
   * @throws OAuthException authorization_pending or slow_down while the request is undecided;
   *     access_denied, expired_token or incorrect_device_code if it cannot succeed any more
   */
  AppAuthorizations.Issued poll(App app, String code) {
    String digest = TokenText.digest(code);
    long now = clock.instant().getEpochSecond();
    Device device =
        database
            .read(handle -> OAuthStore.device(handle, digest))
            .filter(found -> found.appId() == app.id())
            .orElseThrow(() ->
                new OAuthException(
                    "incorrect_device_code", "The device_code provided is not valid."));
    if (device.expiresAt() <= now) {
      throw new OAuthException("expired_token", "This device code has expired.");
    }
    return switch (device.state()) {
      case "approved" -> fetch(app, digest, device);
      case "denied" ->
          throw new OAuthException("access_denied", "The user has denied your application access.");
      default -> throw pending(digest, device, now);
    };
  }

  private AppAuthorizations.Issued fetch(App app, String digest, Device device) {
    return database.write(transaction -> {
      if (!OAuthStore.deleteDevice(transaction.handle(), digest)) {
        throw new OAuthException("incorrect_device_code", "The device_code provided is not valid.");
      }
      return authorizations.issue(
          transaction, app, device.tokenId(), device.installationId(), device.scopes());
    });
  }

  private OAuthException pending(String digest, Device device, long now) {
    boolean hasty = now - device.polledAt() < device.interval();
    long interval = hasty ? device.interval() + INTERVAL : device.interval();
    database.write(transaction -> {
      OAuthStore.polled(transaction.handle(), digest, now, interval);
      return true;
    });
    return hasty
        ? new OAuthException("slow_down", "Too many requests have been made.", interval)
        : new OAuthException(
            "authorization_pending", "The authorization request is still pending.");
  }

  /** The codes of a request: the program polls with one, and the user types the other. */
  record Started(String deviceCode, String userCode) {}
}
