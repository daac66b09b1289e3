// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
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

  private final HikariDataSource reading;
  private final HikariDataSource writing;
  private final Jdbi readers;
  private final Jdbi writers;
  private final Semaphore readTurns;
  private final Semaphore writeTurns;
  private final Units units = new Units();
  private final Versions versions = new StoredVersions();

  private PostgresDatabase(HikariDataSource reading, HikariDataSource writing) {
    this.reading = reading;
    this.writing = writing;
    this.readers = Jdbi.create(reading);
    this.writers = Jdbi.create(writing);
    this.readTurns = new Semaphore(reading.getMaximumPoolSize(), true);
    this.writeTurns = new Semaphore(writing.getMaximumPoolSize(), true);
  }

  /**
   * Connects and brings the schema up to date.
   *
   * @param url {@code jdbc:postgresql://host:port/database?user=…&password=…}
   * @param connections the largest number of open connections: half of them, but at least two, are
   *     for reading
   */
  public static PostgresDatabase open(String url, int connections) {
    int half = Math.max(LEAST, connections / 2);
    HikariConfig writers = pool(url, "writing", half);
    HikariConfig readers = pool(url, "reading", half);
    readers.setReadOnly(true);
    // Outside of transactions too.
    readers.addDataSourceProperty("readOnlyMode", "always");
    readers.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    HikariDataSource writing = connect(writers, url);
    try {
      Schema.migrate(writing, Dialect.POSTGRESQL);
      return new PostgresDatabase(connect(readers, url), writing);
    } catch (RuntimeException e) {
      writing.close();
      throw e;
    }
  }

  private static HikariConfig pool(String url, String name, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(connections);
    config.setPoolName("postgresql-" + name);
    config.setConnectionTimeout(10_000);
    config.setAutoCommit(true);
    // Server-side prepared statements from the first execution on.
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return config;
  }

  private static HikariDataSource connect(HikariConfig config, String url) {
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new DatabaseException(
          "PostgreSQL does not answer at " + withoutSecrets(url) + ": " + rootMessage(e), e);
    }
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    // One transaction, so that several statements see one snapshot.
    Function<Handle, T> unit = units.read(work);
    return inTurn(readTurns, () -> readers.inTransaction(unit::apply));
  }

  @Override
  public <T> T select(Function<Handle, T> statement) {
    Function<Handle, T> unit = units.select(statement);
    return inTurn(readTurns, () -> readers.withHandle(unit::apply));
  }

  /**
   * Serves callers in order of arrival. Without this, a thread that returns a connection takes it
   * again before those that wait, some of which wait for a second under load.
   */
  private static <T> T inTurn(Semaphore turns, Supplier<T> work) {
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    Origin origin = Origin.current();
    Function<Transaction, T> unit = units.write(work);
    for (int attempt = 1; ; attempt++) {
      try {
        Committed<T> done =
            inTurn(
                writeTurns,
                () ->
                    writers.inTransaction(handle -> {
                      Transaction transaction =
                          new Transaction(handle, origin, units.subscribers());
                      return new Committed<>(unit.apply(transaction), transaction);
                    }));
        done.transaction().committed();
        return done.result();
      } catch (JdbiException e) {
        if (attempt == ATTEMPTS || !SqlFailure.isWorthRetrying(e)) {
          throw SqlFailure.named(e);
        }
      }
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
    try (Connection connection = reading.getConnection()) {
      return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new DatabaseException("PostgreSQL does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    reading.close();
    writing.close();
  }

  private static String rootMessage(Throwable e) {
    Throwable t = e;
    while (t.getCause() != null) {
      t = t.getCause();
    }
    return String.valueOf(t.getMessage());
  }

  private static String withoutSecrets(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private record Committed<T>(T result, Transaction transaction) {}

  /**
   * Versions that cost one round trip: several servers share the data, so only the database knows
   * them.
   */
  private final class StoredVersions implements Versions {
    @Override
    public Stamp current(long spaceId) {
      return select(handle ->
          handle
              .createQuery(
                  """
                  SELECT directory_version.version AS directory, coalesce(space.version, 0) AS space
                  FROM directory_version LEFT JOIN space ON space.id = :space_id
                  """)
              .bind("space_id", spaceId)
              .map((row, context) -> new Stamp(row.getLong("directory"), row.getLong("space")))
              .one());
    }
  }
}
