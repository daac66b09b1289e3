// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteDataSource;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * The prepared statements of one connection, kept for when they are asked for again: SQLite plans
 * anew whatever is prepared anew, which costs a short query more than it takes to run. PostgreSQL's
 * driver keeps its own. Used by one thread at a time, like its connection.
 */
final class KeptStatements extends DefaultStatementBuilder {
  /** More than there are in the code; lists of ids are a text for each length. */
  private static final int MOST = 200;

  /** Those that nobody uses now, the longest unused first. */
  private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

  /** What those in use were prepared from: JDBI gives back a statement by its own text. */
  private final IdentityHashMap<PreparedStatement, String> used = new IdentityHashMap<>();

  private KeptStatements() {}

  /** Opens a connection that keeps its statements. */
  static Handle open(SQLiteDataSource source) {
    Jdbi jdbi = Jdbi.create(source);
    jdbi.setStatementBuilderFactory(connection -> new KeptStatements());
    return jdbi.open();
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    PreparedStatement statement = kept == null ? super.create(connection, sql, context) : kept;
    used.put(statement, sql);
    return statement;
  }

  @Override
  public void close(Connection connection, String named, Statement statement) throws SQLException {
    String sql = used.remove(statement);
    if (sql == null || !(statement instanceof PreparedStatement prepared) || !rest(prepared)) {
      super.close(connection, named, statement);
      return;
    }
    PreparedStatement other = idle.put(sql, prepared);
    if (other != null) {
      other.close();
    }
    if (idle.size() > MOST) {
      idle.pollFirstEntry().getValue().close();
    }
  }

  /**
   * Takes a statement back to where it began, even if not all of its rows were read: else it would
   * keep its transaction open.
   *
   * @return false for one that failed, as at a constraint: the driver has finalized it
   */
  private static boolean rest(PreparedStatement statement) throws SQLException {
    if (!(statement instanceof CoreStatement core) || core.pointer.isClosed()) {
      return false;
    }
    core.pointer.safeRunInt(DB::reset);
    statement.clearParameters();
    return true;
  }

  @Override
  public void close(Connection connection) {
    idle.values().forEach(KeptStatements::closeQuietly);
    idle.clear();
  }

  private static void closeQuietly(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      // The connection is closed next, and with it whatever is left of this.
    }
  }
}
