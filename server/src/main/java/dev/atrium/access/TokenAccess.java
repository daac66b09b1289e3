// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.error.ApiException;
import java.util.List;

/** The rules for operations that take only one kind of token, or only site admins. */
public final class TokenAccess {
  private static final List<String> ALL = List.of("repo", "user", "admin:org");

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
   * Requires a person who may let an app act for them: one with a classic token, which for a GitHub
   * App must have the scopes {@code repo}, {@code user} and {@code admin:org}.
   *
   * @param scopedApp whether the app asks for scopes, as OAuth apps do
   * @throws ApiException 403 saying what to sign in with
   */
  public static void requirePerson(Caller caller, boolean scopedApp) {
    if (caller.kind() != TokenKind.CLASSIC) {
      throw ApiException.forbidden(
          "Sign in with a personal access token (classic) as the password.");
    }
    if (!scopedApp && !ALL.stream().allMatch(caller::hasScope)) {
      throw ApiException.forbidden(
          "To let a GitHub App act for you, sign in with a token that has the scopes repo, user and admin:org.");
    }
  }
}
