// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import dev.atrium.error.ReferenceGone;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The reasons for which a database refuses a statement, as far as they are told apart. */
final class SqlFailure {
  private static final String MISSING_REFERENCE = "23503";

  private SqlFailure() {}

  /** Returns {@link ReferenceGone} if a foreign key was violated, else the failure itself. */
  static RuntimeException named(RuntimeException e) {
    return state(e).equals(MISSING_REFERENCE) ? new ReferenceGone(e) : e;
  }

  /** Returns the SQL state. SQLite has none, but a code for a missing reference. */
  private static String state(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLiteException sqlite) {
        return sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY
            ? MISSING_REFERENCE
            : "";
      }
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
