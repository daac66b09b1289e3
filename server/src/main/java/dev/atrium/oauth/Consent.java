// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import dev.atrium.access.AccessTable;
import dev.atrium.access.Caller;
import dev.atrium.access.Scopes;
import dev.atrium.access.TokenAccess;
import dev.atrium.apps.App;
import dev.atrium.error.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules for what a user may grant an app: never more than the token that they signed in with.
 * An OAuth app gets those requested scopes that this token has. A GitHub App gets its permissions
 * only if this token has the scopes of everything that they allow.
 *
 * @param table the table that says which scopes and which permissions allow an operation
 */
record Consent(AccessTable table) {
  /** The scopes that every GitHub App needs: its tokens show what these scopes show. */
  private static final List<String> ALWAYS = List.of("repo", "user", "admin:org");

  /**
   * Refuses a user who did not sign in with a suitable classic token.
   *
   * @throws ApiException 403 if the token is not classic, or lacks the scopes that a GitHub App
   *     needs; the message says what to sign in with
   */
  void checkPerson(Caller caller, App app) {
    TokenAccess.requirePerson(caller, app.isOAuth() ? Set.of() : needed(app.permissions()));
  }

  /**
   * Requires that the user signed in with a token that allows what a GitHub App's new token does.
   * The installation may have got more permissions since the user approved.
   *
   * @throws OAuthException access_denied if it does not
   */
  void checkCovered(Caller signedIn, Map<String, String> permissions) {
    if (!needed(permissions).stream().allMatch(signedIn::hasScope)) {
      throw new OAuthException(
          "access_denied",
          "The token that the user signed in with does not have the scopes that the application needs.");
    }
  }

  private Set<String> needed(Map<String, String> permissions) {
    Set<String> needed = table.scopes(permissions);
    needed.addAll(ALWAYS);
    return needed;
  }

  /** Parses requested scopes, which are separated by blanks or commas, and drops unknown ones. */
  static List<String> asked(String scope) {
    return Arrays.stream(scope.split("[ ,]+", -1)).filter(Scopes::isKnown).distinct().toList();
  }

  static List<String> given(Caller caller, List<String> asked) {
    return asked.stream().filter(caller::hasScope).toList();
  }
}
