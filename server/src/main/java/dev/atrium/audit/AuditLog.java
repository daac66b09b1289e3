// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.db.Ids;
import dev.atrium.db.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** Writes many down at once, by a statement for all that have ids of the same things. */
  public static void add(Transaction transaction, List<AuditEvent> events) {
    long now = System.currentTimeMillis();
    Map<List<Boolean>, List<AuditEvent>> alike = new LinkedHashMap<>();
    events.forEach(
        event -> alike.computeIfAbsent(event.shape(), shape -> new ArrayList<>()).add(event));
    for (List<AuditEvent> group : alike.values()) {
      for (List<AuditEvent> part : Ids.parts(group)) {
        AuditStore.append(transaction.handle(), now, transaction.origin(), part);
      }
    }
  }
}
