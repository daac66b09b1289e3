// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Subscriber;
import dev.atrium.db.Transaction;

/** The apps' part in changes of accounts and repositories: installations go with them. */
final class AppUpkeep implements Subscriber {
  @Override
  public void on(Transaction transaction, Change change) {
    switch (change) {
      case Change.RepositoryTransferred(long id) ->
          InstallationUpkeepStore.removeRepository(transaction.handle(), id);
      case Change.AccountDeleted(long id) ->
          AuditLog.add(
              transaction,
              InstallationUpkeepStore.elsewhere(transaction.handle(), id).stream()
                  .map(gone ->
                      new AuditEvent(AuditAction.INSTALLATION_REMOVED)
                          .owner(gone.accountId())
                          .with("installation_id", gone.id())
                          .with("app_id", gone.appId()))
                  .toList());
      default -> {
        // Other changes leave apps as they are.
      }
    }
  }
}
