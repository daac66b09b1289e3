// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import dev.atrium.access.TokenKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is stored, without its text.
 *
 * @param resourceOwnerId for a fine-grained or app token: the account whose resources it reaches
 * @param repositorySelection for such a token: all, selected or none
 * @param expiresAt seconds since 1970; null if it never expires
 * @param appId the app that the token belongs to; 0 for none
 * @param codingAgent whether that app is registered as a coding agent
 */
record Token(
    long id,
    TokenKind kind,
    long accountId,
    String lastEight,
    @Nullable String note,
    List<String> scopes,
    @Nullable Long resourceOwnerId,
    String repositorySelection,
    List<Long> repositoryIds,
    Map<String, String> permissions,
    long createdAt,
    @Nullable Long expiresAt,
    @Nullable Long lastUsedAt,
    long appId,
    boolean codingAgent) {

  Token {
    scopes = List.copyOf(scopes);
    repositoryIds = List.copyOf(repositoryIds);
    permissions = Map.copyOf(permissions);
  }

  /** Returns the end of the token's text that identifies it in the audit log. */
  String lastFour() {
    return lastEight.substring(Math.max(0, lastEight.length() - 4));
  }
}
