// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.db.Ids;
import dev.atrium.db.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The audit log as features write to it. */
public final class AuditLog {
  private AuditLog() {}

  /**
   * Writes an event in the transaction of its change, so both are stored or neither. Call it once
   * what the event names exists, and before that is deleted.
   */
  public static void add(Transaction transaction, AuditEvent event) {
    AuditStore.append(
        transaction.handle(), System.currentTimeMillis(), transaction.origin(), event);
  }

  /** Writes many events, with one statement for those that have the same ids set. */
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
