// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import dev.atrium.error.ReferenceGone;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The reasons for which a database refuses a statement, as far as they are told apart. */
final class SqlFailure {
  private static final String MISSING_REFERENCE = "23503";

  /**
   * The SQL states that are worth a retry: serialization_failure, deadlock_detected, and
   * foreign_key_violation, for a row that was referred to while it was deleted.
   */
  private static final Set<String> RETRY = Set.of("40001", "40P01", MISSING_REFERENCE);

  private SqlFailure() {}

  static boolean isWorthRetrying(Throwable e) {
    return RETRY.contains(state(e));
  }

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
