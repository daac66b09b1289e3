// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The store, which hides the differences between SQLite and PostgreSQL. A unit of work gets a
 * connection and sees one snapshot of the data; it is durable when {@link #write} returns. While
 * the database does not answer, or its disk is full, units are refused by an {@link
 * dev.atrium.error.ApiException} with 503.
 */
public interface Database extends AutoCloseable {

  /** Runs a unit of work that changes nothing. It never waits for a writer. */
  <T> T read(Function<Handle, T> work);

  /**
   * Runs one SELECT, which sees one snapshot by itself and so saves the round trips of a
   * transaction. A second statement is refused with an {@link IllegalStateException}.
   */
  <T> T select(Function<Handle, T> statement);

  /**
   * Runs a unit of work in its own transaction. It is committed and on disk when this returns, and
   * has left no trace when it throws. After a serialization failure the work runs again from the
   * start, so it must have no side effects but SQL.
   *
   * @throws dev.atrium.error.ReferenceGone if it refers to a row that is gone
   */
  <T> T write(Function<Transaction, T> work);

  /** Lets a subscriber take part in every change from now on. */
  void subscribe(Subscriber subscriber);

  /** Returns the feed of committed changes. */
  ChangeFeed changes();

  /** Returns the versions that cached facts and rendered answers depend on. */
  Versions versions();

  /** Reports every unit of work from now on to an observer, for tests; null ends it. */
  void watch(@Nullable Watch watch);

  /** Tells whether writes are possible at all, or can be only after a new start. */
  boolean takesWrites();

  /**
   * Returns why reads or writes fail at the moment, as a sentence for everybody to read. Takes less
   * than a second.
   */
  Optional<String> fault();

  /** Tries a small write if the last one failed, so that the end of a fault is noticed. */
  void retry();

  /**
   * Returns the product's name and version, for logs: {@code SQLite 3.54.1} or {@code PostgreSQL
   * 18.6}.
   */
  String product();

  @Override
  void close();
}
