// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.atrium.error.ApiException;
import dev.atrium.work.AccountTurns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;

/**
 * A pool of connections to PostgreSQL, which knows those in use, so that nobody waits on one whose
 * other end has gone.
 */
final class PostgresPool implements AutoCloseable {
  /** How long a caller waits for a new connection, in milliseconds. */
  private static final int PATIENCE = 3_000;

  /** How long a caller waits for a connection that others use. */
  private static final Duration PATIENCE_FOR_A_TURN = Duration.ofSeconds(30);

  /** The seconds after which a client may ask again. */
  private static final int RETRY_AFTER = 10;

  private final HikariConfig config;
  private final AccountTurns turns;
  private final Set<Connection> used = ConcurrentHashMap.newKeySet();
  private final Jdbi jdbi;
  private volatile HikariDataSource source;

  PostgresPool(HikariConfig config) {
    this.config = config;
    int connections = config.getMaximumPoolSize();
    this.turns =
        new AccountTurns(
            connections,
            connections - Math.ceilDiv(connections, 4),
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            PATIENCE_FOR_A_TURN,
            () ->
                ApiException.unavailable(
                    "Too many requests wait for the database. Try again in a moment.",
                    RETRY_AFTER));
    this.source = new HikariDataSource(config);
    this.jdbi = Jdbi.create(new Noted(this::source, used));
  }

  /** Returns the configuration of a pool, to be completed. */
  static HikariConfig config(String url, String name, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(connections);
    config.setPoolName("postgresql-" + name);
    config.setConnectionTimeout(PATIENCE);
    config.setValidationTimeout(1_000);
    config.setAutoCommit(true);
    // Server-side prepared statements from the first execution on.
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "3");
    return config;
  }

  DataSource source() {
    return source;
  }

  /**
   * Serves accounts in turn. Without any order, a thread that returns a connection takes it again
   * before those that wait, some of which wait for a second under load. One account never has all
   * connections: its writes may all wait for one row.
   *
   * @throws ApiException 503 if others take too long
   */
  <T> T inTurn(PostgresProbe probe, Function<Jdbi, T> work) {
    probe.check();
    return turns.run(() -> {
      probe.check(); // The database may have gone while this one waited.
      return work.apply(jdbi);
    });
  }

  /** Ends the connections in use, whose users then fail at once. */
  void abort() {
    for (Connection connection : used) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        // It was returned meanwhile.
      }
    }
  }

  /** Closes the connections that nobody uses now, and the others when they are returned. */
  void retire() {
    source.getHikariPoolMXBean().softEvictConnections();
  }

  /**
   * Begins anew with fresh connections. The old pool may have dead ones, and after failures it
   * pauses for up to five seconds before it connects again.
   */
  void renew() {
    HikariDataSource old = source;
    source = new HikariDataSource(config);
    Thread.ofVirtual().name("postgresql-old-pool").start(old::close);
  }

  @Override
  public void close() {
    source.close();
  }

  /** A source that notes which of its connections are in use. */
  private record Noted(Supplier<DataSource> source, Set<Connection> used)
      implements ConnectionFactory {
    @Override
    public Connection openConnection() throws SQLException {
      Connection connection = source.get().getConnection();
      used.add(connection);
      return connection;
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
      used.remove(connection);
      connection.close();
    }
  }
}
