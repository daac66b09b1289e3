// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.Caller;
import dev.atrium.access.Owner;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryGrants;
import dev.atrium.access.RepositoryNeed;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import dev.atrium.directory.Actors;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The transfer of repositories to another owner, which takes effect at once. A repository keeps its
 * id, content and collaborators. The access of the former owner's teams, tokens and coding agent
 * ends, so that only the new owner's rules give access.
 */
public final class Transfers {
  private final Database database;
  private final RepositoryGrants repositories;
  private final Clock clock;

  public Transfers(Database database, RepositoryGrants repositories, Clock clock) {
    this.database = database;
    this.repositories = repositories;
    this.clock = clock;
  }

  /**
   * Transfers a repository. On GitHub another user must accept it. Atrium has no way to ask, so
   * only a site admin may transfer a repository to another user.
   *
   * @return the repository as it was, since GitHub answers with the former owner
   * @throws ApiException 403 if the caller may not take it away or create it there; 422 if there is
   *     no such owner or team, or the name is taken there
   */
  RepositoryView transfer(RepositoryGrant grant, Transfer wanted) {
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      Caller caller = grant.caller();
      long id = grant.repository().id();
      RepositoryFacts was =
          repositories.renew(handle, caller, id, RepositoryNeed.ADMINISTER).repository();
      RepositoryView before = RepositoryView.of(handle, caller, List.of(id)).getFirst();
      Owner owner = newOwner(handle, caller, was, wanted);
      // The former owner's entry shows the repository's name before the move, the new owner's the
      // name after it.
      AuditLog.add(transaction, event(was, was.ownerId(), owner));
      move(transaction, was, owner, wanted.newName().or(was.name()));
      addTeams(handle, caller, owner, id, wanted.teamIds());
      AuditLog.add(transaction, event(was, owner.id(), owner).with("team_ids", wanted.teamIds()));
      return before;
    });
  }

  private static AuditEvent event(RepositoryFacts was, long log, Owner owner) {
    return new AuditEvent(AuditAction.REPOSITORY_TRANSFERRED)
        .owner(log)
        .repository(was.id())
        .with("old_owner_id", was.ownerId())
        .with("new_owner_id", owner.id());
  }

  private static Owner newOwner(
      Handle handle, Caller caller, RepositoryFacts was, Transfer wanted) {
    Account account =
        Accounts.owner(handle, wanted.newOwner())
            .orElseThrow(() -> refusal("new_owner", "must be a user or an organization"));
    if (account.id() == was.ownerId()) {
      throw refusal("new_owner", "has the repository already");
    }
    Owner owner = new Owner(account.id(), account.login(), account.isOrganization());
    if (!caller.administersSite()) {
      RepositoryAccess.requireCreator(handle, caller, owner);
    }
    return owner;
  }

  /** Moves the repository and redirects its former name to it. */
  private void move(Transaction transaction, RepositoryFacts was, Owner owner, String name) {
    Handle handle = transaction.handle();
    long now = clock.instant().getEpochSecond();
    if (!TransferStore.move(handle, was.id(), owner.id(), name, now)) {
      throw refusal("new_name", "another repository of the new owner has this name");
    }
    transaction.changed(new Change.RepositoryTransferred(was.id()));
    CollaboratorStore.remove(handle, was.id(), owner.id());
    RepositoryStore.endRedirect(handle, owner.id(), name);
    RepositoryStore.redirect(handle, was.ownerLogin(), was.name(), was.id());
  }

  /**
   * Gives teams access. A team that the caller does not see is a fault, just like an unknown one.
   */
  private static void addTeams(
      Handle handle, Caller caller, Owner owner, long repositoryId, List<Long> teamIds) {
    Set<Long> seen = Actors.teams(handle, caller, owner.id(), teamIds);
    Set<Long> added = TeamRepositoryStore.add(handle, owner.id(), seen, repositoryId, "pull");
    List<FieldError> faults = new ArrayList<>();
    for (int i = 0; i < teamIds.size(); i++) {
      if (!added.contains(teamIds.get(i))) {
        faults.add(fault("team_ids", "must be teams of the new organization").at(i));
      }
    }
    if (!faults.isEmpty()) {
      throw ApiException.invalid(faults);
    }
  }

  private static ApiException refusal(String field, String message) {
    return ApiException.invalid(fault(field, message));
  }

  private static FieldError fault(String field, String message) {
    return FieldError.invalid(RepositoryName.RESOURCE, field, field + " " + message);
  }
}
