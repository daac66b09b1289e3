// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Subscriber;
import dev.atrium.db.Transaction;
import dev.atrium.directory.Account;
import java.time.Clock;
import java.util.List;

/**
 * The reaction of spaces to changes of accounts and repositories: resources go with their
 * repository, and a creator's rights end with the membership.
 */
record SpaceUpkeep(Clock clock) implements Subscriber {
  @Override
  public void on(Transaction transaction, Change change) {
    switch (change) {
      case Change.RepositoryDeleted(long id, long ownerId) -> {
        if (ownerId == 0) {
          AuditLog.add(
              transaction,
              touchNaming(transaction, id).stream()
                  .map(space ->
                      new AuditEvent(AuditAction.RESOURCE_REMOVED).space(space).repository(id))
                  .toList());
        }
      }
      case Change.RepositoryTransferred(long id) -> touchNaming(transaction, id);
      case Change.AccountDeleted(long id) -> leave(transaction, id);
      case Change.MemberLeft(long organizationId, long userId) ->
          SpaceStore.endCreator(transaction.handle(), organizationId, userId);
      default -> {
        // Other changes do not affect spaces.
      }
    }
  }

  private List<Long> touchNaming(Transaction transaction, long repositoryId) {
    List<Long> spaces = SpaceStore.touchNamingRepository(transaction.handle(), repositoryId, now());
    spaces.forEach(space -> transaction.changed(new Change.SpaceSourcesMoved(space)));
    return spaces;
  }

  /**
   * Prepares spaces for an account's deletion: its own go with it. Those of others lose the
   * resources in its repositories; those that it created elsewhere go to the ghost.
   */
  private void leave(Transaction transaction, long accountId) {
    AuditLog.add(
        transaction,
        SpaceStore.elsewhereNamingRepositoriesOf(transaction.handle(), accountId).stream()
            .map(id -> new AuditEvent(AuditAction.RESOURCE_REMOVED).space(id))
            .toList());
    SpaceStore.touchNamingRepositoriesOf(transaction.handle(), accountId, now())
        .forEach(space -> transaction.changed(new Change.SpaceSourcesMoved(space)));
    SpaceStore.setCreator(transaction.handle(), accountId, Account.GHOST);
    SpaceStore.idsOf(transaction.handle(), accountId)
        .forEach(space -> transaction.changed(new Change.SpaceDeleted(space)));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
