// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import org.jdbi.v3.core.statement.SqlLogger;

/** An observer of the statements sent to a database, for tests that count them. */
@FunctionalInterface
public interface Watch {
  /**
   * Observes a unit of work, on the thread that asks for it and before it runs.
   *
   * @param transaction whether a transaction is begun and committed around its statements
   * @return the observer of its statements, on whichever thread they run
   */
  SqlLogger unit(boolean transaction);
}
