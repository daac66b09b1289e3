// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.db.Change;
import dev.atrium.db.Subscriber;
import dev.atrium.db.Transaction;
import dev.atrium.git.GitRepositories;

/**
 * The reaction of repositories to changes of accounts and repositories: former names are
 * redirected, access ends with a membership or a transfer, and content is deleted after the commit
 * that deletes its repository.
 */
record RepositoryUpkeep(GitRepositories git) implements Subscriber {
  @Override
  public void on(Transaction transaction, Change change) {
    switch (change) {
      case Change.AccountRenamed(long id, String newLogin) ->
          RepositoryStore.redirectAllOf(transaction.handle(), id, newLogin);
      case Change.MemberLeft(long organizationId, long userId) ->
          CollaboratorStore.removeFromAllOf(transaction.handle(), organizationId, userId);
      case Change.AccountDeleted(long ownerId) ->
          RepositoryStore.idsOf(transaction.handle(), ownerId)
              .forEach(id -> transaction.changed(new Change.RepositoryDeleted(id, ownerId)));
      // If the process is killed before this runs, the sweep at the next start sets the folder
      // aside.
      case Change.RepositoryDeleted(long id, long ownerId) ->
          transaction.afterCommit(() -> git.delete(id));
      case Change.RepositoryTransferred(long id) ->
          TeamRepositoryStore.removeRepository(transaction.handle(), id);
      default -> {
        // Other changes do not affect repositories.
      }
    }
  }
}
