// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import com.zaxxer.hikari.HikariConfig;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.health.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, for one or many servers, with two pools of connections: one for read-only
 * transactions that see one snapshot, and one for writing transactions that wait for each other's
 * row locks.
 */
public final class PostgresDatabase implements Database {
  private static final int ATTEMPTS = 5;

  /** The smallest pool; a migration needs two connections. */
  private static final int LEAST = 2;

  /** The seconds after which a statement on a connection that says nothing has failed. */
  private static final String MOST_SECONDS = "60";

  private final PostgresPool reading;
  private final PostgresPool writing;
  private final PostgresProbe probe;
  private final Fault writes =
      new Fault("Writes to PostgreSQL fail", "Writes to PostgreSQL succeed again");
  private final Units units = new Units();
  private final Versions versions = new StoredVersions();

  private PostgresDatabase(String url, PostgresPool reading, PostgresPool writing) {
    this.reading = reading;
    this.writing = writing;
    this.probe =
        new PostgresProbe(
                url,
                () -> {
                  reading.abort();
                  writing.abort();
                },
                () -> {
                  reading.renew();
                  writing.renew();
                })
            .start();
  }

  /** Connects without waiting for a database that is not there yet. */
  public static PostgresDatabase open(String url, int connections) {
    return open(url, connections, Duration.ZERO);
  }

  /**
   * Connects and brings the schema up to date.
   *
   * @param url {@code jdbc:postgresql://host:port/database?user=…&password=…}
   * @param connections the largest number of open connections: half of them, but at least two, are
   *     for reading
   * @param most how long to wait for the database to be there
   */
  public static PostgresDatabase open(String url, int connections, Duration most) {
    PostgresUrl.await(url, most);
    migrate(url);
    int half = Math.max(LEAST, connections / 2);
    HikariConfig writers = PostgresPool.config(url, "writing", half);
    HikariConfig readers = PostgresPool.config(url, "reading", half);
    readers.setReadOnly(true);
    // Outside of transactions too.
    readers.addDataSourceProperty("readOnlyMode", "always");
    readers.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    writers.addDataSourceProperty("socketTimeout", MOST_SECONDS);
    readers.addDataSourceProperty("socketTimeout", MOST_SECONDS);
    PostgresPool writing = connect(writers, url);
    try {
      return new PostgresDatabase(url, connect(readers, url), writing);
    } catch (RuntimeException e) {
      writing.close();
      throw e;
    }
  }

  /** Brings the schema up to date, which may take minutes. */
  private static void migrate(String url) {
    HikariConfig config = PostgresPool.config(url, "migrating", LEAST);
    config.setMinimumIdle(0);
    try (PostgresPool migrating = connect(config, url)) {
      Schema.migrate(migrating.source(), Dialect.POSTGRESQL);
    }
  }

  private static PostgresPool connect(HikariConfig config, String url) {
    try {
      return new PostgresPool(config);
    } catch (RuntimeException e) {
      throw new DatabaseException(
          "PostgreSQL does not answer at %s: %s"
              .formatted(PostgresUrl.withoutSecrets(url), PostgresErrors.rootMessage(e)),
          e);
    }
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    // One transaction, so that several statements see one snapshot.
    Function<Handle, T> unit = units.read(work);
    return reading(jdbi -> jdbi.inTransaction(unit::apply));
  }

  @Override
  public <T> T select(Function<Handle, T> statement) {
    Function<Handle, T> unit = units.select(statement);
    return reading(jdbi -> jdbi.withHandle(unit::apply));
  }

  private <T> T reading(Function<Jdbi, T> work) {
    try {
      return reading.inTurn(probe, work);
    } catch (JdbiException e) {
      throw unanswered(e, "The database does not answer at the moment. Try again later.");
    }
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    Origin origin = Origin.current();
    Recheck recheck = Recheck.current();
    Function<Transaction, T> unit = units.write(work);
    for (int attempt = 1; ; attempt++) {
      try {
        Committed<T> done =
            writing.inTurn(
                probe,
                jdbi ->
                    jdbi.inTransaction(handle -> {
                      Transaction transaction =
                          new Transaction(handle, origin, units.subscribers());
                      Committed<T> finished = new Committed<>(unit.apply(transaction), transaction);
                      if (recheck.isDue()) {
                        check(recheck, transaction);
                      }
                      return finished;
                    }));
        recheck.done();
        writes.works();
        done.transaction().committed();
        return done.result();
      } catch (JdbiException e) {
        if (attempt == ATTEMPTS || !PostgresErrors.isWorthRetry(e)) {
          throw refusal(
              e,
              "The database went away. It is not known whether the write took effect: look before you try again.");
        }
      }
    }
  }

  /**
   * Checks a write's caller at its end, since other transactions commit while it runs. A write that
   * moves the directory's version holds its row, so nobody else can move it any more. The caller is
   * looked up outside of the transaction, which may have ended the caller's own token.
   */
  private void check(Recheck recheck, Transaction transaction) {
    long version =
        transaction
            .handle()
            .createQuery("SELECT version FROM directory_version")
            .mapTo(Long.class)
            .one();
    long others = transaction.changesDirectory() ? version - 1 : version;
    if (recheck.isStale(others)) {
      reading(jdbi ->
          jdbi.withHandle(reader -> {
            recheck.check(reader);
            return true;
          }));
    }
  }

  /** Returns 503 for a write that failed by the database's fault, else the failure by its name. */
  private RuntimeException refusal(JdbiException e, String away) {
    Optional<String> refused = PostgresErrors.refusedWrites(e);
    if (refused.isPresent()) {
      writes.failed(refused.get(), PostgresErrors.rootMessage(e));
      writing.retire(); // New connections may lead to a server that takes writes.
      return ApiException.of(
          ErrorCode.UNAVAILABLE, writes.reason().orElseThrow() + " Nothing was changed.");
    }
    return unanswered(e, away);
  }

  /** Returns 503 if the database is away, and the failure itself for all else. */
  private RuntimeException unanswered(JdbiException e, String away) {
    if (PostgresErrors.isOfConnection(e) || probe.isAway()) {
      probe.wake();
      return ApiException.of(ErrorCode.UNAVAILABLE, away);
    }
    return SqlFailure.named(e);
  }

  @Override
  public Optional<String> fault() {
    return probe.fault().or(writes::reason);
  }

  @Override
  public void retry() {
    if (writes.isThere()) {
      Settings.tryWrites(this);
    }
  }

  @Override
  public Versions versions() {
    return versions;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    units.subscribe(subscriber);
  }

  @Override
  public ChangeFeed changes() {
    return new ChangeFeed(this, Dialect.POSTGRESQL);
  }

  @Override
  public void watch(@Nullable Watch watch) {
    units.watch(watch);
  }

  @Override
  public boolean takesWrites() {
    return true;
  }

  @Override
  public String product() {
    try (Connection connection = reading.source().getConnection()) {
      return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new DatabaseException("PostgreSQL does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    probe.close();
    reading.close();
    writing.close();
  }

  private record Committed<T>(T result, Transaction transaction) {}

  /**
   * Versions that cost one round trip: several servers share the data, so only the database knows
   * them.
   */
  private final class StoredVersions implements Versions {
    @Override
    public Stamp current(long spaceId) {
      return stamp(
          """
          SELECT directory_version.version AS directory, coalesce(space.version, 0) AS subject
          FROM directory_version LEFT JOIN space ON space.id = :id
          """,
          spaceId);
    }

    @Override
    public Stamp ofRepository(long id) {
      return stamp(
          """
          SELECT directory_version.version AS directory, coalesce(repository.version, 0) AS subject
          FROM directory_version LEFT JOIN repository ON repository.id = :id
          """,
          id);
    }

    private Stamp stamp(String sql, long id) {
      return select(handle ->
          handle
              .createQuery(sql)
              .bind("id", id)
              .map((row, context) -> new Stamp(row.getLong("directory"), row.getLong("subject")))
              .one());
    }
  }
}
