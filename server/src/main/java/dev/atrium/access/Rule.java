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
 * One row of the access table: what an operation takes.
 *
 * @param organizationScopes what a scoped token needs on an organization's path: all of them
 * @param userScopes the same on a user's path
 * @param permission what a token of the other kinds needs; empty for none, {@link #NEVER} where it
 *     is not taken at all
 * @param level of the permission: {@code read} or {@code write}
 * @param unscopedOnUsers whether the other kinds are taken on a user's path
 * @param organizationStanding the least standing on what an organization owns
 * @param userStanding the least standing on what a user owns
 */
public record Rule(
    List<String> organizationScopes,
    List<String> userScopes,
    String permission,
    String level,
    boolean unscopedOnUsers,
    Standing organizationStanding,
    Standing userStanding) {

  /** In place of a permission: no token but a scoped one. */
  public static final String NEVER = "never";

  /** In place of a permission: nothing but the JSON web token of an app. */
  public static final String APP = "app";

  public Rule {
    organizationScopes = List.copyOf(organizationScopes);
    userScopes = List.copyOf(userScopes);
  }

  /** What a scoped token needs on that kind of path. */
  public List<String> scopes(boolean organization) {
    return organization ? organizationScopes : userScopes;
  }

  /** The least standing on what that kind of owner has. */
  public Standing standing(boolean organization) {
    return organization ? organizationStanding : userStanding;
  }

  /** For {@code X-Accepted-OAuth-Scopes}: everything that would do, expanded and sorted. */
  public String acceptedScopes(boolean organization) {
    Set<String> accepted = new TreeSet<>();
    scopes(organization).forEach(scope -> accepted.addAll(Scopes.accepted(scope)));
    return String.join(", ", accepted);
  }

  /** For {@code X-Accepted-GitHub-Permissions}. */
  public String acceptedPermissions() {
    return permission.isEmpty() || permission.equals(APP)
        ? "allows_permissionless_access=true"
        : permission + "=" + level;
  }

  /**
   * Refuses the token kinds, scopes and permissions that the operation does not take, before
   * anything is looked up.
   *
   * @param organization whether the path is an organization's
   * @throws ApiException 403 that names what is taken; 401 where only an app's own token is
   */
  public void check(Caller caller, boolean organization) {
    if (!takes(caller, organization)) {
      throw refusal(caller, organization);
    }
  }

  /** Whether the operation takes the token, by its kind, its scopes and its permissions. */
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
