// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.error.ApiException;
import java.util.List;

/** Decides on operations that take one kind of token, or that only site admins may do. */
public final class TokenAccess {
  private static final List<String> ALL = List.of("repo", "user", "admin:org");

  private TokenAccess() {}

  /**
   * Lets site admins through. For anybody else these operations do not exist, even with the
   * site_admin scope.
   *
   * @throws ApiException 404
   */
  public static void requireSiteAdmin(Caller caller) {
    if (!caller.siteAdmin()) {
      throw ApiException.hidden();
    }
  }

  /**
   * Lets installation tokens of apps through.
   *
   * @param purpose what the token is needed for, as GitHub words it
   * @throws ApiException 403
   */
  public static void requireInstallation(Caller caller, String purpose) {
    if (!caller.isInstallation()) {
      throw ApiException.forbidden(
          "You must authenticate with an installation access token in order to " + purpose + ".");
    }
  }

  /**
   * Lets people through who may let an app act for them: with a classic token, and for a GitHub App
   * with one that may do everything.
   *
   * @param scopedApp whether the app asks for scopes, as OAuth apps do
   * @throws ApiException 403 that says what to sign in with
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
