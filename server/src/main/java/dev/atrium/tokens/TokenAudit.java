// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.http.Json;
import java.util.Locale;
import java.util.Map;

/** The audit events of tokens. */
final class TokenAudit {
  private TokenAudit() {}

  static AuditEvent created(Token token) {
    AuditAction action =
        switch (token.kind()) {
          case INSTALLATION -> AuditAction.INSTALLATION_TOKEN_CREATED;
          case OAUTH, APP_USER -> AuditAction.OAUTH_TOKEN_CREATED;
          case CLASSIC, FINE_GRAINED, APP -> AuditAction.TOKEN_CREATED;
        };
    Long expires = token.expiresAt();
    return event(action, token)
        .with("scopes", token.scopes())
        .with("permissions", token.permissions().isEmpty() ? null : token.permissions())
        .with("repository_selection", token.kind().scoped() ? null : token.repositorySelection())
        .with("expires_at", expires == null ? null : Json.time(expires));
  }

  static AuditEvent revoked(Token token) {
    AuditAction action =
        switch (token.kind()) {
          case INSTALLATION -> AuditAction.INSTALLATION_TOKEN_REVOKED;
          case OAUTH, APP_USER -> AuditAction.OAUTH_TOKEN_REVOKED;
          case CLASSIC, FINE_GRAINED, APP -> AuditAction.TOKEN_REVOKED;
        };
    return event(action, token);
  }

  /**
   * Returns an event for the log of the account whose resources the token reaches. A classic token
   * is not bound to one account, so its events belong to no owner's log.
   */
  private static AuditEvent event(AuditAction action, Token token) {
    return new AuditEvent(action)
        .owner(token.resourceOwnerId())
        .user(token.accountId())
        .with(
            "token",
            Map.of(
                "id", token.id(),
                "kind", token.kind().name().toLowerCase(Locale.ROOT),
                // The admin token may be so short that four characters give it away.
                "last_four", Tokens.ADMIN_NOTE.equals(token.note()) ? "" : token.lastFour()));
  }
}
