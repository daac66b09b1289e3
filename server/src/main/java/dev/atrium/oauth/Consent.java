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
 * What a user may let an app have: never more than the token they signed in with. Of an OAuth app's
 * scopes those that this token has; a GitHub App's permissions only with one that may do all.
 */
final class Consent {
  private Consent() {}

  /**
   * Lets people through who signed in with a classic token.
   *
   * @throws ApiException 403 that says what to sign in with
   */
  static void checkPerson(Caller caller, App app) {
    TokenAccess.requirePerson(caller, app.isOAuth());
  }

  /** The scopes that were asked for, apart by blanks or commas, without those nobody knows. */
  static List<String> asked(String scope) {
    return Arrays.stream(scope.split("[ ,]+", -1)).filter(Scopes::isKnown).distinct().toList();
  }

  static List<String> given(Caller caller, List<String> asked) {
    return asked.stream().filter(caller::hasScope).toList();
  }
}
