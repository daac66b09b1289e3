// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** GitHub's rules for the logins of users and organizations. */
public final class Logins {
  private static final int LONGEST = 39;
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9]))*");

  /**
   * Logins that pages and clients use for something else. The first segments of all routes are
   * reserved too.
   */
  private static final Set<String> WORDS =
      Set.of(
          "about",
          "account",
          "api",
          "apps",
          "assets",
          "authorizations",
          "avatars",
          "ghost",
          "git",
          "graphql",
          "login",
          "logout",
          "mcp",
          "metrics",
          "new",
          "none",
          "raw",
          "search",
          "security",
          "sessions",
          "settings",
          "signup",
          "static",
          "support",
          "web");

  private final Predicate<String> reserved;

  /**
   * @param reserved tells the first segments of routes, which would hide an account with that login
   */
  Logins(Predicate<String> reserved) {
    this.reserved = reserved;
  }

  /** Returns the form in which logins are compared. */
  public static String key(String login) {
    return login.toLowerCase(Locale.ROOT);
  }

  /**
   * Checks that a login is well formed and not reserved.
   *
   * @throws ApiException 422 if it is not
   */
  void check(String resource, String login) {
    if (login.length() > LONGEST || !FORM.matcher(login).matches()) {
      throw ApiException.invalid(
          FieldError.invalid(
              resource,
              "login",
              "login may only contain alphanumeric characters or single hyphens, cannot begin or end with a hyphen,"
                  + " and is at most %d characters long".formatted(LONGEST)));
    }
    if (WORDS.contains(key(login)) || reserved.test(login)) {
      throw ApiException.invalid(FieldError.invalid(resource, "login", "login is a reserved word"));
    }
  }
}
