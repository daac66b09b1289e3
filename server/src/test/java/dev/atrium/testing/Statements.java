// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import dev.atrium.db.Database;
import dev.atrium.db.Watch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The SQL statements of requests, as PostgreSQL's log has them: BEGIN and COMMIT count, a
 * transaction without a statement does not. SQLite's count alike, a savepoint as a transaction.
 *
 * <p>Only what a thread asks for that carries a request counts, which its stack tells: not the
 * notes of tokens' use, not the log of refused access, not what a pool does of itself.
 */
public final class Statements implements Watch {
  private final List<Unit> units = new ArrayList<>();

  private Statements() {}

  /** Those that the database is asked for while the requests are answered. */
  public static Statements of(Database database, Runnable requests) {
    Statements statements = new Statements();
    database.watch(statements);
    try {
      requests.run();
    } finally {
      database.watch(null);
    }
    return statements;
  }

  @Override
  public synchronized SqlLogger unit(boolean transaction) {
    if (!carriesRequest()) {
      return SqlLogger.NOP_SQL_LOGGER;
    }
    Unit unit = new Unit(transaction);
    units.add(unit);
    return unit;
  }

  /** Whether this thread carries a request. */
  public static boolean carriesRequest() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames.anyMatch(frame -> frame.getClassName().startsWith("io.helidon.webserver.")));
  }

  /** All of them, in order. */
  public synchronized List<String> all() {
    return units.stream().flatMap(unit -> unit.all().stream()).toList();
  }

  /** Those that began while the rows of another one were read: one for each row, as a rule. */
  public synchronized List<String> insideOthers() {
    return units.stream().flatMap(unit -> unit.insideOthers.stream()).toList();
  }

  /** One unit of work. */
  private static final class Unit implements SqlLogger {
    private final boolean transaction;
    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
    private final List<String> insideOthers = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger open = new AtomicInteger();

    Unit(boolean transaction) {
      this.transaction = transaction;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
      String sql = context.getRenderedSql().replaceAll("\\s+", " ").strip();
      String shown = sql.length() > 300 ? sql.substring(0, 300) + " …" : sql;
      statements.add(shown);
      if (open.getAndIncrement() > 0) {
        insideOthers.add(shown);
      }
      context.addCleanable(open::decrementAndGet);
    }

    List<String> all() {
      if (!transaction || statements.isEmpty()) {
        return statements;
      }
      List<String> all = new ArrayList<>(statements);
      all.addFirst("BEGIN");
      all.addLast("COMMIT");
      return all;
    }
  }
}
