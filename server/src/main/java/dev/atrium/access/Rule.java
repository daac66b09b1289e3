// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One row of the access table: the tokens and the standing that an operation takes.
 *
 * @param organizationScopes the scopes that a scoped token needs on an organization's path, all of
 *     them
 * @param userScopes the scopes that a scoped token needs on a user's path, all of them
 * @param permission the permission that an unscoped token needs; empty if it needs none, {@link
 *     #NEVER} if none is accepted, {@link #APP} for an app's own token
 * @param level the level of the permission: {@code read} or {@code write}
 * @param unscopedOnUsers whether unscoped tokens are accepted on a user's path
 * @param organizationStanding the lowest standing on what an organization owns
 * @param userStanding the lowest standing on what a user owns
 */
public record Rule(
    List<String> organizationScopes,
    List<String> userScopes,
    String permission,
    String level,
    boolean unscopedOnUsers,
    Standing organizationStanding,
    Standing userStanding) {

  /** The value in place of a permission that admits scoped tokens only. */
  public static final String NEVER = "never";

  /** The value in place of a permission that admits only the JSON web token of an app. */
  public static final String APP = "app";

  public Rule {
    organizationScopes = List.copyOf(organizationScopes);
    userScopes = List.copyOf(userScopes);
  }

  /** Returns the scopes that a scoped token needs on this kind of path. */
  public List<String> scopes(boolean organization) {
    return organization ? organizationScopes : userScopes;
  }

  /** Returns the lowest standing on what this kind of owner has. */
  public Standing standing(boolean organization) {
    return organization ? organizationStanding : userStanding;
  }

  /**
   * Returns the value of {@code X-Accepted-OAuth-Scopes}: every scope that suffices, with the
   * scopes that include it, sorted.
   */
  public String acceptedScopes(boolean organization) {
    Set<String> accepted = new TreeSet<>();
    scopes(organization).forEach(scope -> accepted.addAll(Scopes.accepted(scope)));
    return String.join(", ", accepted);
  }

  /** Returns the value of {@code X-Accepted-GitHub-Permissions}. */
  public String acceptedPermissions() {
    return permission.isEmpty() || permission.equals(APP)
        ? "allows_permissionless_access=true"
        : permission + "=" + level;
  }

  /**
   * Refuses a token whose kind, scopes or permissions the operation does not take, before anything
   * is looked up.
   *
   * @param organization whether the path is an organization's
   * @throws ApiException 403 naming what is accepted; 401 if only an app's own token is
   */
  public void check(Caller caller, boolean organization) {
    if (!takes(caller, organization)) {
      throw refusal(caller, organization);
    }
  }

  /** Tells whether the operation takes the token, by its kind, scopes and permissions. */
  public boolean takes(Caller caller, boolean organization) {
    if (permission.equals(APP) || caller.kind() == TokenKind.APP) {
      return permission.equals(APP) && caller.kind() == TokenKind.APP;
    }
    if (caller.kind().scoped()) {
      return scopes(organization).stream().allMatch(caller::hasScope);
    }
    return !permission.equals(NEVER)
        && (organization || unscopedOnUsers)
        && (permission.isEmpty() || caller.hasPermission(permission, level));
  }

  private ApiException refusal(Caller caller, boolean organization) {
    if (permission.equals(APP)) {
      return ApiException.of(ErrorCode.BAD_CREDENTIALS, "A JSON web token could not be decoded");
    }
    if (!caller.kind().scoped()) {
      return ApiException.forbidden(caller.kind().refusal());
    }
    String needed =
        scopes(organization).stream()
            .map(scope -> "'" + scope + "'")
            .collect(Collectors.joining(" and "));
    String has =
        caller.scopes().isEmpty() ? "no scopes" : String.join(", ", new TreeSet<>(caller.scopes()));
    return ApiException.forbidden(
        "This operation needs the %s scope. The token has: %s.".formatted(needed, has));
  }
}
