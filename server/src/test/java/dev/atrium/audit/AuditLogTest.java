// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.access.RequestContext;
import dev.atrium.access.VisibleEntries;
import dev.atrium.db.Database;
import dev.atrium.db.Origin;
import dev.atrium.http.Json;
import dev.atrium.http.Refusals.Refusal;
import dev.atrium.jobs.Schedule;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What is written, with the change or not at all, and what is ever removed. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets both before each test.
class AuditLogTest {
  private static final AuditQuery EVERYTHING =
      new AuditQuery(new Conditions(), "all", Optional.empty(), true, 0);

  @Parameter Product product;
  private Database database;

  @BeforeEach
  void open() {
    database = product.open();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<AuditEntry> all() {
    return database.read(
        handle -> AuditStore.list(handle, null, VisibleEntries.all(), EVERYTHING, 10_000));
  }

  private void append(long at, int times) {
    database.write(transaction -> {
      for (int i = 0; i < times; i++) {
        AuditStore.append(
            transaction.handle(), at, Origin.SERVER, new AuditEvent(AuditAction.USER_CREATED));
      }
      return true;
    });
  }

  @Test
  void add_inATransactionThatFails_leavesNothing() {
    assertThatThrownBy(() ->
            database.write(transaction -> {
              AuditLog.add(transaction, new AuditEvent(AuditAction.USER_CREATED));
              throw new IllegalStateException("after it");
            }))
        .hasMessageContaining("after it");
    assertThat(all()).isEmpty();
  }

  @Test
  void add_tellsOnWhoseBehalf_whereverTheWriteIsCarriedOut() {
    Origin origin = new Origin(7L, "hubot", 8L, "abcd", "CLASSIC", "192.0.2.1", "A:1", "x/y");
    origin.call(() ->
        database.write(transaction -> {
          AuditLog.add(transaction, new AuditEvent(AuditAction.USER_CREATED).user(1L));
          return true;
        }));
    append(1, 1);
    assertThat(all().getFirst().actor()).isEqualTo("hubot");
    assertThat(all().getFirst().user()).isEqualTo("ghost");
    assertThat(all().getFirst().requestId()).isEqualTo("A:1");
    assertThat(all().getLast().actor()).isEqualTo("atrium[server]");
  }

  @Test
  void entries_areNeitherChangedNorRemoved() {
    append(1_000, 1);
    for (String statement :
        List.of("UPDATE audit_entry SET actor = 'nobody'", "DELETE FROM audit_entry")) {
      assertThatThrownBy(() -> execute(statement)).hasMessageContaining("only added to");
    }
    assertThat(all()).hasSize(1);
  }

  private void execute(String statement) {
    database.<Integer>write(transaction -> transaction.handle().execute(statement));
  }

  @Test
  void retention_removesAllThatIsOlder_andNothingElse() {
    Instant now = Instant.parse("2026-07-01T00:00:00Z");
    Duration kept = Duration.ofDays(30);
    append(now.minus(kept).toEpochMilli() - 1, 1_200);
    append(now.minus(kept).toEpochMilli(), 3);
    Retention retention = new Retention(database, Clock.fixed(now, ZoneOffset.UTC), kept);
    assertThat(retention.run(() -> false)).isTrue();
    assertThat(all()).hasSize(3);
    assertThatThrownBy(() -> execute("DELETE FROM audit_entry"))
        .hasMessageContaining("only added to");
  }

  @Test
  void refusals_thatFlood_areBoundedAndCounted() {
    RequestContext context = new RequestContext(null, "abcd", "192.0.2.9", "A:1", "x/y");
    try (Schedule schedule = new Schedule();
        RefusedAccess refusals = new RefusedAccess(database, schedule)) {
      for (int i = 0; i < 1_000; i++) {
        refusals.add(new Refusal(1_000_000, context, "/orgs/{org}", Map.of("org", "x"), 401, true));
      }
      refusals.flush();
      assertThat(all()).hasSize(100);
      refusals.add(new Refusal(1_060_000, context, "/orgs/{org}", Map.of("org", "x"), 401, true));
    }
    assertThat(all()).hasSize(101);
    long leftOut =
        all().stream()
            .map(entry -> Json.read(entry.data()))
            .mapToLong(data -> data.path("left_out").asLong())
            .sum();
    assertThat(leftOut).isEqualTo(900);
  }

  @Test
  void refusals_thatWereNone_areNotWritten() {
    RequestContext context = new RequestContext(null, "abcd", "192.0.2.9", "A:1", "x/y");
    try (Schedule schedule = new Schedule();
        RefusedAccess refusals = new RefusedAccess(database, schedule)) {
      refusals.add(new Refusal(1_000_000, context, "/orgs/{org}", Map.of("org", "x"), 404, false));
    }
    assertThat(all()).isEmpty();
  }
}
