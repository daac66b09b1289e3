// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

/**
 * A feature's part in the changes of other features. It runs inside the transaction of the change,
 * so that both are committed or neither is.
 */
@FunctionalInterface
public interface Subscriber {
  /** Takes part in a change. It may write, and may report changes of its own. */
  void on(Transaction transaction, Change change);
}
