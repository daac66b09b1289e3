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
 * A cache of one connection's prepared statements. SQLite plans every newly prepared statement
 * anew, which costs a short query more than its execution. PostgreSQL's driver has its own cache.
 * Used by one thread at a time, like the connection.
 */
final class KeptStatements extends DefaultStatementBuilder {
  /**
   * The cache's size: more than there are statements in the code, since a list of ids makes one
   * text for each length.
   */
  private static final int MOST = 200;

  /** The statements that nobody uses now, the longest unused first. */
  private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

  /**
   * The texts that the statements in use were prepared from, since JDBI returns a statement with a
   * text of its own.
   */
  private final IdentityHashMap<PreparedStatement, String> used = new IdentityHashMap<>();

  private KeptStatements() {}

  /** Opens a connection that caches its statements. */
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
   * Resets a statement, even if not all of its rows were read: else it would keep its transaction
   * open.
   *
   * @return false if the statement failed, as at a constraint, because the driver has then
   *     finalized it
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
      // The connection is closed next, which also closes this statement.
    }
  }
}
