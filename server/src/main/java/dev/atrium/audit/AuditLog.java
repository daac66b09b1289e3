// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.db.Transaction;

/** What features write to. */
public final class AuditLog {
  private AuditLog() {}

  /**
   * Writes it down, in the transaction of the change: both are there, or neither is. To be called
   * once what it names is there, and before it is gone.
   */
  public static void add(Transaction transaction, AuditEvent event) {
    AuditStore.append(
        transaction.handle(), System.currentTimeMillis(), transaction.origin(), event);
  }
}
