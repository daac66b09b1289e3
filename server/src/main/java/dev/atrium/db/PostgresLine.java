// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection outside of the pools, to ask whether PostgreSQL answers. */
final class PostgresLine implements AutoCloseable {
  /** Two seconds for an answer on the open connection, and again for a new one. */
  private static final Map<String, String> DEADLINES =
      Map.of("connectTimeout", "2", "socketTimeout", "2", "sslResponseTimeout", "2000");

  private final String url;
  private volatile @Nullable Connection open;

  PostgresLine(String url) {
    this.url = url;
  }

  /** Returns if PostgreSQL answers, on the open connection or on a new one. */
  void ask() throws SQLException {
    try {
      answer();
    } catch (SQLException e) {
      // Perhaps only this connection was ended: a new one tells.
      close();
      answer();
    }
  }

  private void answer() throws SQLException {
    Connection connection = open;
    if (connection == null) {
      connection = PostgresUrl.connect(url, DEADLINES);
      open = connection;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  /** Ends the connection at once: an orderly end would wait for the other side. */
  @Override
  public void close() {
    Connection connection = open;
    open = null;
    try {
      if (connection != null) {
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      // It was broken, which is why it is closed.
    }
  }
}
