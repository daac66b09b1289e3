// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import dev.atrium.access.TokenKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a token.
 *
 * @param scopes for a kind with scopes
 * @param resourceOwnerId for the other kinds: the account whose resources the token reaches
 * @param repositorySelection all, selected or none
 * @param expiresAt seconds since 1970; null if it never expires
 * @param appId the app that the token belongs to; null for none
 * @param installationId the installation that the token belongs to and is deleted with; null for
 *     none
 */
public record NewToken(
    TokenKind kind,
    long accountId,
    @Nullable String note,
    List<String> scopes,
    @Nullable Long resourceOwnerId,
    String repositorySelection,
    List<Long> repositoryIds,
    Map<String, String> permissions,
    @Nullable Long expiresAt,
    @Nullable Long appId,
    @Nullable Long installationId) {
  /** The largest number of repositories that one request selects, as on GitHub. */
  public static final int MOST_REPOSITORIES = 500;

  public NewToken {
    scopes = List.copyOf(scopes);
    repositoryIds = List.copyOf(repositoryIds);
    permissions = Map.copyOf(permissions);
  }

  static NewToken scoped(
      TokenKind kind, long accountId, @Nullable String note, List<String> scopes) {
    return new NewToken(
        kind, accountId, note, scopes, null, "all", List.of(), Map.of(), null, null, null);
  }

  /** Returns this request for another account. */
  NewToken of(long otherId) {
    return new NewToken(
        kind,
        otherId,
        note,
        scopes,
        resourceOwnerId,
        repositorySelection,
        repositoryIds,
        permissions,
        expiresAt,
        appId,
        installationId);
  }

  /** Returns the request for a user's token of an OAuth app. */
  public static NewToken oauth(
      long userId, String note, List<String> scopes, @Nullable Long expiresAt, long appId) {
    return new NewToken(
        TokenKind.OAUTH,
        userId,
        note,
        scopes,
        null,
        "all",
        List.of(),
        Map.of(),
        expiresAt,
        appId,
        null);
  }
}
