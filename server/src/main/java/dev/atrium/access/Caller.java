// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, and by what token.
 *
 * @param id the account: a user, or the bot of an app's installation
 * @param scopes of a scoped token, else empty
 * @param resourceOwnerId the one account whose things a token of the other kinds reaches; 0 for a
 *     scoped one
 * @param allRepositories whether such a token reaches all repositories of that owner, or only
 *     {@code repositoryIds}
 * @param permissions of such a token: name to {@code read} or {@code write} or {@code admin}
 * @param expiresAt seconds since 1970; null for a token that does not expire
 * @param appId the app that the token is of; 0 for none
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

  /** Whether the token was given the permission at that level or a higher one. */
  public boolean hasPermission(String name, String level) {
    String has = permissions.get(name);
    return has != null
        && (has.equals(level)
            || has.equals("admin")
            || (has.equals("write") && level.equals("read")));
  }

  /** Whether this is a site admin, by a token that may be used as one. */
  public boolean administersSite() {
    return siteAdmin && hasScope("site_admin");
  }

  /** Whether this acts for an app rather than for a person. */
  public boolean isInstallation() {
    return kind == TokenKind.INSTALLATION;
  }

  /**
   * Whether the token as such was granted the repository; whether the person may read it is another
   * question.
   */
  boolean tokenReaches(long repositoryId, long ownerId) {
    return kind.scoped()
        || (ownerId == resourceOwnerId
            && (allRepositories || repositoryIds.contains(repositoryId)));
  }
}
