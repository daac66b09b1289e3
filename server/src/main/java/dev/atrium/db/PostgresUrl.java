// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to PostgreSQL outside of the pools. */
final class PostgresUrl {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresUrl.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Map<String, String> DEADLINES =
      Map.of("connectTimeout", "5", "socketTimeout", "5", "sslResponseTimeout", "5000");

  private PostgresUrl() {}

  /** Connects with these parameters, besides those of the URL. */
  static Connection connect(String url, Map<String, String> parameters) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(parameters);
    return DriverManager.getConnection(url, properties);
  }

  /**
   * Returns when PostgreSQL lets us in, and says so in the log if that takes time.
   *
   * @throws DatabaseException if it does not within that time, or refuses for a reason that does
   *     not pass
   */
  static void await(String url, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    for (boolean first = true; ; first = false) {
      try {
        connect(url, DEADLINES).close();
        return;
      } catch (SQLException e) {
        String why = PostgresErrors.rootMessage(e);
        if (!PostgresErrors.isPassing(e)) {
          throw new DatabaseException(
              "PostgreSQL at %s refuses the connection: %s".formatted(withoutSecrets(url), why), e);
        }
        if (System.nanoTime() - end >= 0) {
          throw new DatabaseException(
              "PostgreSQL does not answer at %s within %d s: %s. Start it, or set a longer --database-wait."
                  .formatted(withoutSecrets(url), most.toSeconds(), why),
              e);
        }
        if (first) {
          LOG.warn(
              "Waits up to {} s for PostgreSQL at {}: {}",
              most.toSeconds(),
              withoutSecrets(url),
              why);
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Returns a URL for people. */
  static String withoutSecrets(String url) {
    return DatabaseUrl.parse(url).toString();
  }
}
