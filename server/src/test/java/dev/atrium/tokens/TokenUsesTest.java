// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.access.PathSubject;
import dev.atrium.access.TokenKind;
import dev.atrium.db.Database;
import dev.atrium.directory.Account;
import dev.atrium.jobs.Schedule;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.SetClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** When a token was used last: noted by requests, written together. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class TokenUsesTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  @Parameter Product product;
  private final SetClock clock = new SetClock(START);
  private final Schedule schedule = new Schedule();
  private Database database;
  private Tokens tokens;

  @BeforeEach
  void open() {
    database = product.open();
    schedule.close(); // Only the test writes.
    tokens = new Tokens(database, clock, schedule);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Tokens.Made make() {
    long owner = Account.GHOST; // The one account that every database has.
    return tokens.make(NewToken.scoped(TokenKind.CLASSIC, owner, "", List.of("repo")));
  }

  private Optional<Long> lastUsed(Tokens.Made made) {
    return database
        .read(handle -> TokenStore.byId(handle, made.token().id()))
        .flatMap(token -> Optional.ofNullable(token.lastUsedAt()));
  }

  @Test
  void uses_areWrittenTogether_andTheFirstOfAMinuteStays() {
    Tokens.Made first = make();
    Tokens.Made second = make();
    Tokens.Made unused = make();
    assertThat(tokens.authenticate(first.text(), PathSubject.NONE).caller().tokenId())
        .isEqualTo(first.token().id());
    assertThat(tokens.authenticate(second.text(), PathSubject.NONE).caller().tokenId())
        .isEqualTo(second.token().id());
    assertThat(lastUsed(first)).isEmpty();
    tokens.close();
    assertThat(lastUsed(first)).hasValue(START.getEpochSecond());
    assertThat(lastUsed(second)).hasValue(START.getEpochSecond());
    assertThat(lastUsed(unused)).isEmpty();
    clock.set(START.plusSeconds(30));
    assertThat(tokens.authenticate(first.text(), PathSubject.NONE).caller().tokenId())
        .isEqualTo(first.token().id());
    tokens.close();
    assertThat(lastUsed(first)).hasValue(START.getEpochSecond());
  }
}
