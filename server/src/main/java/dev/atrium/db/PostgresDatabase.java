// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** PostgreSQL behind a pool of connections, for one or many servers. */
public final class PostgresDatabase implements Database {
  /**
   * Worth another try: serialization_failure, deadlock_detected, and a row that was referred to as
   * it was deleted.
   */
  private static final Set<String> RETRY = Set.of("40001", "40P01", "23503");

  private static final int ATTEMPTS = 5;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Versions versions = new StoredVersions();

  private PostgresDatabase(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /**
   * Connects and brings the schema up to date.
   *
   * @param url {@code jdbc:postgresql://host:port/database?user=…&password=…}
   * @param connections the most that are open at a time
   */
  public static PostgresDatabase open(String url, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(connections);
    config.setPoolName("postgresql");
    config.setConnectionTimeout(10_000);
    config.setAutoCommit(true);
    // Server-side prepared statements from the first execution on.
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new DatabaseException(
          "PostgreSQL does not answer at " + withoutSecrets(url) + ": " + rootMessage(e), e);
    }
    try {
      Schema.migrate(pool, Dialect.POSTGRESQL);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    return new PostgresDatabase(pool);
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    try (Handle handle = jdbi.open()) {
      return work.apply(handle);
    }
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbi.inTransaction(handle -> work.apply(new Transaction(handle)));
      } catch (JdbiException e) {
        if (attempt == ATTEMPTS || !RETRY.contains(state(e))) {
          throw e;
        }
      }
    }
  }

  @Override
  public Versions versions() {
    return versions;
  }

  @Override
  public String product() {
    try (Connection connection = pool.getConnection()) {
      return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new DatabaseException("PostgreSQL does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private static String state(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
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

  /** One round trip: many servers share the data, so that only the database knows. */
  private final class StoredVersions implements Versions {
    @Override
    public Stamp current(long spaceId) {
      return read(handle ->
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
