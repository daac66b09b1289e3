// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import dev.atrium.work.AnswerMemory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The frame that both databases put around a unit of work: the subscribers, the feed, the observer
 * of tests, and the limit to one statement.
 */
final class Units {
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
  private volatile @Nullable Watch watch;

  Units() {
    subscribers.add(Units::moveDirectoryVersion);
  }

  /**
   * Moves the directory's version, so that facts which were cached under the former one are read
   * again.
   */
  private static void moveDirectoryVersion(Transaction transaction, Change change) {
    if (change instanceof Change.Directory) {
      transaction.handle().execute("UPDATE directory_version SET version = version + 1");
    }
  }

  void subscribe(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  List<Subscriber> subscribers() {
    return subscribers;
  }

  void watch(@Nullable Watch by) {
    watch = by;
  }

  /** Frames a unit that reads in a transaction. */
  <T> Function<Handle, T> read(Function<Handle, T> work) {
    Watch by = watch;
    if (by == null) {
      return work;
    }
    SqlLogger logger = by.unit(true);
    return handle -> logged(handle, logger, () -> work.apply(handle));
  }

  /** Frames a unit that reads with one statement, outside of any transaction. */
  <T> Function<Handle, T> select(Function<Handle, T> work) {
    Watch by = watch;
    SqlLogger logger = new OneStatement(by == null ? SqlLogger.NOP_SQL_LOGGER : by.unit(false));
    return handle -> logged(handle, logger, () -> work.apply(handle));
  }

  /** Frames a unit that writes, and appends its changes to the feed at its end. */
  <T> Function<Transaction, T> write(Function<Transaction, T> work) {
    Function<Transaction, T> unit =
        AnswerMemory.write(transaction -> {
          T result = work.apply(transaction);
          transaction.append();
          return result;
        });
    Watch by = watch;
    if (by == null) {
      return unit;
    }
    SqlLogger logger = by.unit(true);
    return transaction -> logged(transaction.handle(), logger, () -> unit.apply(transaction));
  }

  /**
   * Runs work with a logger of its statements, and removes the logger afterwards because SQLite's
   * handles outlive the unit.
   */
  private static <T> T logged(Handle handle, SqlLogger logger, Supplier<T> work) {
    SqlStatements statements = handle.getConfig(SqlStatements.class);
    statements.setSqlLogger(logger);
    try {
      return work.get();
    } finally {
      statements.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    }
  }

  /** A logger that refuses a second statement, which could see another snapshot than the first. */
  private static final class OneStatement implements SqlLogger {
    private final SqlLogger next;
    private boolean begun;

    OneStatement(SqlLogger next) {
      this.next = next;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
      if (begun) {
        throw new IllegalStateException("A second statement needs Database.read");
      }
      begun = true;
      next.logBeforeExecution(context);
    }

    @Override
    public void logAfterExecution(StatementContext context) {
      next.logAfterExecution(context);
    }
  }
}
