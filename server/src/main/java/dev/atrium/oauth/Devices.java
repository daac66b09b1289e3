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

/** The device flow: a program shows a code, its user types it here, and the program asks on. */
final class Devices {
  static final Duration LAST = Duration.ofMinutes(15);
  static final long INTERVAL = 5;

  /** No vowels, so that no words come about; nothing that looks like something else. */
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final Grants grants;
  private final Clock clock;

  Devices(Database database, Grants grants, Clock clock) {
    this.database = database;
    this.grants = grants;
    this.clock = clock;
  }

  /** Begins: the codes are shown once, and stored as a digest. */
  Started start(App app, List<String> scopes) {
    String code = TokenText.random("", 40);
    long now = clock.instant().getEpochSecond();
    Device device =
        new Device(app.id(), scopes, "pending", 0, null, INTERVAL, 0, now + LAST.toSeconds());
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

  /** The form in which codes are kept, of however a user types it. */
  static String normal(String typed) {
    String letters = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return letters.length() == 8 ? letters.substring(0, 4) + "-" + letters.substring(4) : letters;
  }

  /** The question behind a code, while it is open. */
  Optional<Device> open(String userCode) {
    long now = clock.instant().getEpochSecond();
    return database
        .read(handle -> OAuthStore.deviceByUserCode(handle, userCode))
        .filter(device -> device.expiresAt() > now && device.state().equals("pending"));
  }

  /** Says yes or no; false when that was said before. */
  boolean decide(
      String userCode, Device device, Caller caller, @Nullable Long installation, boolean yes) {
    Device decided =
        new Device(
            device.appId(),
            Consent.given(caller, device.scopes()),
            yes ? "approved" : "denied",
            caller.id(),
            installation,
            device.interval(),
            device.polledAt(),
            device.expiresAt());
    return database.write(transaction -> {
      boolean first = OAuthStore.decide(transaction.handle(), userCode, decided, caller.tokenId());
      if (first && yes) {
        Grants.authorized(transaction, device.appId(), caller, device.scopes(), installation);
      }
      return first;
    });
  }

  /**
   * The token, when the user has said yes.
   *
   * @throws OAuthException while they have not, and when it comes to nothing
   */
  Grants.Issued poll(App app, String code) {
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

  private Grants.Issued fetch(App app, String digest, Device device) {
    return database.write(transaction -> {
      if (!OAuthStore.deleteDevice(transaction.handle(), digest)) {
        throw new OAuthException("incorrect_device_code", "The device_code provided is not valid.");
      }
      return grants.issue(
          transaction, app, device.userId(), device.installationId(), device.scopes());
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

  /** The two codes: the program's, and the one that the user types. */
  record Started(String deviceCode, String userCode) {}
}
