// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import dev.atrium.access.TokenKind;
import dev.atrium.db.Database;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import dev.atrium.jobs.Schedule;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens of the kinds that no operation makes, for tests. */
public final class TestTokens {
  private final Database database;
  private final Clock clock;

  public TestTokens(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A token that scopes say the powers of. */
  public String scoped(
      TokenKind kind, String login, List<String> scopes, @Nullable Long expiresAt) {
    return make(
        new NewToken(
            kind, id(login), null, scopes, null, "all", List.of(), Map.of(), expiresAt, null,
            null));
  }

  /** A token of one resource owner, that permissions say the powers of. */
  public String permitted(
      TokenKind kind,
      String login,
      String resourceOwner,
      Map<String, String> permissions,
      List<Long> repositoryIds,
      @Nullable Long expiresAt) {
    return make(
        new NewToken(
            kind,
            id(login),
            null,
            List.of(),
            id(resourceOwner),
            "selected",
            repositoryIds,
            permissions,
            expiresAt,
            null,
            null));
  }

  private long id(String login) {
    return database.read(handle -> Accounts.byLogin(handle, login)).map(Account::id).orElseThrow();
  }

  /** What is stored of a token. */
  public static String digest(String text) {
    return TokenText.digest(text);
  }

  private String make(NewToken token) {
    try (Schedule schedule = new Schedule()) {
      return new Tokens(database, clock, schedule).make(token).text();
    }
  }
}
