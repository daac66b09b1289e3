// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The migration of the schema to this program's version. A newer schema is refused. */
final class Schema {
  /** The newest migration in {@code db/migration}; a test checks that the two are equal. */
  static final int VERSION = 14;

  /** The SQL state of insufficient_privilege. */
  private static final String NO_RIGHT = "42501";

  private Schema() {}

  /**
   * Migrates the schema if it is older. One SELECT decides whether Flyway is needed at all, because
   * it takes most of a second to start.
   */
  static void migrate(DataSource source, Dialect dialect) {
    int found = version(source, dialect);
    if (found > VERSION) {
      throw new DatabaseException(
          "The database has schema version %d, but this Atrium knows only version %d. Start the newer Atrium that made it; the data was not touched."
              .formatted(found, VERSION));
    }
    if (found < VERSION) {
      try {
        upgrade(source, dialect);
      } catch (FlywayException e) {
        throw failure(e);
      }
    }
  }

  private static void upgrade(DataSource source, Dialect dialect) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .placeholders(
            Map.of(
                "id",
                dialect.identityColumn(),
                "append_only",
                dialect.appendOnly(),
                "change_tx",
                dialect.transactionIdColumn()))
        .loggers("slf4j")
        .load()
        .migrate();
  }

  /** Returns the failure in one line, which Flyway's text is not. */
  private static DatabaseException failure(FlywayException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String advice =
            NO_RIGHT.equals(sql.getSQLState())
                ? ". The user needs a database of its own, or the right to make tables: GRANT CREATE ON SCHEMA public TO …"
                : "";
        return new DatabaseException(
            "The tables cannot be brought up to date: " + firstLine(sql) + advice, e);
      }
    }
    return new DatabaseException("The tables cannot be brought up to date: " + firstLine(e), e);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static int version(DataSource source, Dialect dialect) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      if (!hasHistory(connection)) {
        return 0;
      }
      // A failed migration leaves a row with success = false on a database without
      // transactional DDL. Both of ours have transactional DDL.
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT coalesce(max(installed_rank), 0), coalesce(max(CAST(version AS INTEGER)), 0) FROM flyway_schema_history"
                  + (dialect == Dialect.SQLITE ? " WHERE success = 1" : " WHERE success"))) {
        rows.next();
        return rows.getInt(2);
      }
    } catch (SQLException e) {
      throw new DatabaseException("The database cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean hasHistory(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), "flyway_schema_history", null)) {
      return tables.next();
    }
  }
}
