// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import dev.atrium.access.Caller;
import dev.atrium.access.Scopes;
import dev.atrium.access.TokenKind;
import dev.atrium.apps.App;
import dev.atrium.error.ApiException;
import java.util.Arrays;
import java.util.List;

/**
 * The rules for what a user may grant an app: never more than the token that they signed in with.
 * An OAuth app gets those requested scopes that this token has. A GitHub App gets its permissions
 * only if the token has the scopes repo, user and admin:org.
 */
final class Consent {
  private static final List<String> ALL = List.of("repo", "user", "admin:org");

  private Consent() {}

  /**
   * Refuses a user who did not sign in with a suitable classic token.
   *
   * @throws ApiException 403 if the token is not classic, or lacks the scopes that a GitHub App
   *     needs; the message says what to sign in with
   */
  static void checkPerson(Caller caller, App app) {
    if (caller.kind() != TokenKind.CLASSIC) {
      throw ApiException.forbidden(
          "Sign in with a personal access token (classic) as the password.");
    }
    if (!app.isOAuth() && !ALL.stream().allMatch(caller::hasScope)) {
      throw ApiException.forbidden(
          "To let a GitHub App act for you, sign in with a token that has the scopes repo, user and admin:org.");
    }
  }

  /** Parses requested scopes, which are separated by blanks or commas, and drops unknown ones. */
  static List<String> asked(String scope) {
    return Arrays.stream(scope.split("[ ,]+", -1)).filter(Scopes::isKnown).distinct().toList();
  }

  static List<String> given(Caller caller, List<String> asked) {
    return asked.stream().filter(caller::hasScope).toList();
  }
}
