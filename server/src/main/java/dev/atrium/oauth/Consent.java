// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import dev.atrium.access.Caller;
import dev.atrium.access.Scopes;
import dev.atrium.access.TokenAccess;
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
  private Consent() {}

  /**
   * Refuses a user who did not sign in with a suitable classic token.
   *
   * @throws ApiException 403 if the token is not classic, or lacks the scopes that a GitHub App
   *     needs; the message says what to sign in with
   */
  static void checkPerson(Caller caller, App app) {
    TokenAccess.requirePerson(caller, app.isOAuth());
  }

  /** Parses requested scopes, which are separated by blanks or commas, and drops unknown ones. */
  static List<String> asked(String scope) {
    return Arrays.stream(scope.split("[ ,]+", -1)).filter(Scopes::isKnown).distinct().toList();
  }

  static List<String> given(Caller caller, List<String> asked) {
    return asked.stream().filter(caller::hasScope).toList();
  }
}
