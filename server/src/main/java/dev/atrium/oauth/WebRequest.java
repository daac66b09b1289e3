// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import dev.atrium.apps.App;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The authorization request that an app makes by sending a user to {@code /login/oauth/authorize}.
 *
 * @param redirectUri the callback URL of the app that receives the answer
 * @param state an opaque value that is returned unchanged; null if absent
 * @param challenge the code challenge of PKCE, by SHA-256; empty if absent
 */
record WebRequest(
    App app, String redirectUri, List<String> scopes, @Nullable String state, String challenge) {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  WebRequest {
    scopes = List.copyOf(scopes);
  }

  /**
   * Reads and checks the fields. Errors are shown to the user, because nothing may be sent to an
   * address that does not belong to the app.
   *
   * @throws ApiException 400 if a field is wrong; the message says how
   */
  static WebRequest of(App app, Map<String, String> fields) {
    String challenge = fields.getOrDefault("code_challenge", "");
    if (!challenge.isEmpty()
        && (!fields.getOrDefault("code_challenge_method", "plain").equals("S256")
            || !challenge.matches("[A-Za-z0-9_-]{43}"))) {
      throw bad("code_challenge must be a SHA-256 in Base64url, with code_challenge_method S256.");
    }
    if (app.secretDigest() == null && challenge.isEmpty()) {
      throw bad("This app has no secret: it must send a code_challenge.");
    }
    return new WebRequest(
        app,
        redirect(app, fields.getOrDefault("redirect_uri", "")),
        Consent.asked(fields.getOrDefault("scope", "")),
        fields.get("state"),
        challenge);
  }

  private static String redirect(App app, String asked) {
    List<String> registered = app.callbackUrls();
    if (registered.isEmpty()) {
      throw bad("This app has no callback URL registered.");
    }
    if (asked.isEmpty()) {
      return registered.getFirst();
    }
    if (registered.stream().noneMatch(url -> same(url, asked))) {
      throw bad("The redirect_uri is not among the callback URLs that this app registered.");
    }
    return asked;
  }

  /**
   * Tells whether two callback URLs are equal, but ignores the port of a program on the user's own
   * machine.
   */
  private static boolean same(String registered, String asked) {
    if (registered.equals(asked)) {
      return true;
    }
    try {
      URI a = URI.create(registered);
      URI b = URI.create(asked);
      return "http".equals(a.getScheme())
          && "http".equals(b.getScheme())
          && LOOPBACK.contains(Objects.requireNonNullElse(a.getHost(), ""))
          && Objects.equals(a.getHost(), b.getHost())
          && Objects.equals(a.getRawPath(), b.getRawPath())
          && Objects.equals(a.getRawQuery(), b.getRawQuery())
          && b.getRawUserInfo() == null
          && b.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static ApiException bad(String message) {
    return ApiException.of(ErrorCode.BAD_REQUEST, message);
  }
}
