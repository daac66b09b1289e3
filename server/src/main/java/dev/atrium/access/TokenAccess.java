// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.error.ApiException;
import java.util.Set;

/** The rules for operations that take only one kind of token, or only site admins. */
public final class TokenAccess {
  private TokenAccess() {}

  /**
   * Requires a site admin. For anybody else these operations do not exist, even with the scope
   * {@code site_admin}.
   *
   * @throws ApiException 404 if the caller is not one
   */
  public static void requireSiteAdmin(Caller caller) {
    if (!caller.siteAdmin()) {
      throw ApiException.hidden();
    }
  }

  /**
   * Requires a token that a user acts by.
   *
   * @throws ApiException 403 if an app's installation acts
   */
  public static void requireUser(Caller caller) {
    if (caller.isInstallation()) {
      throw ApiException.forbidden(caller.kind().refusal());
    }
  }

  /**
   * Requires an app's installation token.
   *
   * @param purpose what the token is needed for, as GitHub words it
   * @throws ApiException 403 if it is of another kind
   */
  public static void requireInstallation(Caller caller, String purpose) {
    if (!caller.isInstallation()) {
      throw ApiException.forbidden(
          "You must authenticate with an installation access token in order to " + purpose + ".");
    }
  }

  /**
   * Requires a person who may let an app act for them: one with a classic token that has the
   * scopes.
   *
   * @param needed the scopes of all that a GitHub App would be able to do; empty for an OAuth app,
   *     which gets scopes itself
   * @throws ApiException 403 saying what to sign in with
   */
  public static void requirePerson(Caller caller, Set<String> needed) {
    if (caller.kind() != TokenKind.CLASSIC) {
      throw ApiException.forbidden(
          "Sign in with a personal access token (classic) as the password.");
    }
    if (!needed.stream().allMatch(caller::hasScope)) {
      throw ApiException.forbidden(
          "To let this GitHub App act for you, sign in with a token that has the scopes %s."
              .formatted(String.join(", ", needed)));
    }
  }
}
