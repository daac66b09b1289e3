// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The account that makes a request, and the token that it uses.
 *
 * @param id the account: a user, or the bot of an app's installation
 * @param scopes the scopes of a scoped token; else empty
 * @param resourceOwnerId the one account whose resources an unscoped token reaches; 0 for a scoped
 *     token
 * @param allRepositories whether an unscoped token reaches all repositories of that owner, or only
 *     {@code repositoryIds}
 * @param permissions the permissions of an unscoped token, by name: {@code read}, {@code write} or
 *     {@code admin}
 * @param expiresAt seconds since 1970; null for a token that does not expire
 * @param appId the app that the token belongs to; 0 for none
 * @param codingAgent whether that app is registered as a coding agent (behaviour §7)
 */
public record Caller(
    long id,
    String login,
    boolean siteAdmin,
    long tokenId,
    TokenKind kind,
    Set<String> scopes,
    long resourceOwnerId,
    boolean allRepositories,
    Set<Long> repositoryIds,
    Map<String, String> permissions,
    @Nullable Long expiresAt,
    long appId,
    boolean codingAgent) {

  public Caller {
    scopes = Set.copyOf(scopes);
    repositoryIds = Set.copyOf(repositoryIds);
    permissions = Map.copyOf(permissions);
  }

  public boolean hasScope(String scope) {
    return Scopes.satisfy(scopes, scope);
  }

  /** Tells whether the token has the permission at this level or a higher one. */
  public boolean hasPermission(String name, String level) {
    return covers(permissions, name, level);
  }

  static boolean covers(Map<String, String> permissions, String name, String level) {
    String has = permissions.get(name);
    return has != null
        && (has.equals(level)
            || has.equals("admin")
            || (has.equals("write") && level.equals("read")));
  }

  /** Tells whether the caller is a site admin whose token has the scope {@code site_admin}. */
  public boolean administersSite() {
    return siteAdmin && hasScope("site_admin");
  }

  /** Tells whether the caller is an app itself rather than a person. */
  public boolean isInstallation() {
    return kind == TokenKind.INSTALLATION;
  }

  /**
   * Tells whether the token was granted the repository. Whether the account may read it is a
   * separate question.
   */
  boolean tokenReaches(long repositoryId, long ownerId) {
    return kind.scoped()
        || (ownerId == resourceOwnerId
            && (allRepositories || repositoryIds.contains(repositoryId)));
  }
}
