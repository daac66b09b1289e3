// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The store, behind which SQLite and PostgreSQL are alike: a unit of work gets a connection, sees
 * one state of the data, and is durable when {@link #write} returns.
 */
public interface Database extends AutoCloseable {

  /** Runs a unit of work that changes nothing. It never waits for a writer. */
  <T> T read(Function<Handle, T> work);

  /**
   * Runs one SELECT, which sees one state by itself: it saves the round trips of a transaction. A
   * second statement is refused with an {@link IllegalStateException}.
   */
  <T> T select(Function<Handle, T> statement);

  /**
   * Runs a unit of work in a transaction of its own, which is committed and on disk when this
   * returns, or left no trace when it throws. The work may run again from the start after a
   * serialization failure, so it has no side effects but SQL.
   */
  <T> T write(Function<Transaction, T> work);

  /** Lets a subscriber take part in every change from now on. */
  void subscribe(Subscriber subscriber);

  /** Returns the feed of committed changes. */
  ChangeFeed changes();

  /** The versions that facts and rendered answers are kept by. */
  Versions versions();

  /** Tells a test of every unit of work from now on; null ends it. */
  void watch(@Nullable Watch watch);

  /** Whether writes can be done at all, as far as this server knows. */
  boolean takesWrites();

  /** The product, for logs: {@code SQLite 3.54.1} or {@code PostgreSQL 18.6}. */
  String product();

  @Override
  void close();
}
