// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryGrants;
import dev.atrium.access.RepositoryNeed;
import dev.atrium.access.RepositoryPeople;
import dev.atrium.access.RepositoryRole;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The users with access to repositories. A user who is added has access at once, without accepting
 * an invitation.
 */
public final class Collaborators {
  static final String RESOURCE = "Collaborator";

  private final Database database;
  private final RepositoryGrants repositories;

  public Collaborators(Database database, RepositoryGrants repositories) {
    this.database = database;
    this.repositories = repositories;
  }

  /**
   * Returns all users with a role, sorted by login.
   *
   * @param affiliation all; direct: users who were added directly, and a user who owns the
   *     repository; outside: users who were added directly and are not members of the organization
   * @param least the lowest role to include
   */
  List<Collaborator> list(RepositoryGrant grant, String affiliation, RepositoryRole least) {
    RepositoryFacts repository = grant.repository();
    return database.read(handle -> {
      Map<Long, RepositoryRole> roles = RepositoryPeople.roles(handle, repository.id());
      Set<Long> chosen = chosen(handle, repository, affiliation, roles.keySet());
      return Accounts.byIds(handle, chosen).values().stream()
          .map(user -> new Collaborator(user, roles.getOrDefault(user.id(), RepositoryRole.NONE)))
          .filter(collaborator -> collaborator.role().atLeast(least))
          .sorted(
              Comparator.comparing(
                  collaborator -> RepositoryStore.key(collaborator.user().login())))
          .toList();
    });
  }

  private static Set<Long> chosen(
      Handle handle, RepositoryFacts repository, String affiliation, Set<Long> all) {
    if (affiliation.equals("all")) {
      return all;
    }
    Set<Long> chosen = new HashSet<>(CollaboratorStore.direct(handle, repository.id()));
    if (affiliation.equals("outside")) {
      chosen.removeAll(CollaboratorStore.members(handle, repository.ownerId()));
    } else if (!repository.ownedByOrganization()) {
      chosen.add(repository.ownerId());
    }
    return chosen;
  }

  /**
   * Returns a user's role, which may be none; on a public repository everybody has at least read
   * access.
   */
  Collaborator get(RepositoryGrant grant, String login) {
    RepositoryFacts repository = grant.repository();
    return database.read(handle -> {
      Account user = user(handle, login);
      RepositoryRole role =
          RepositoryPeople.roles(handle, repository.id())
              .getOrDefault(
                  user.id(), repository.isPrivate() ? RepositoryRole.NONE : RepositoryRole.PULL);
      return new Collaborator(user, role);
    });
  }

  /** Returns whether a user has a role of their own, beyond the access that everybody has. */
  boolean isCollaborator(RepositoryGrant grant, String login) {
    return database.read(handle ->
        Accounts.byLogin(handle, login)
            .map(Account::id)
            .filter(RepositoryPeople.roles(handle, grant.repository().id())::containsKey)
            .isPresent());
  }

  /**
   * Gives a user access to the repository.
   *
   * @return the data for the invitation to a new collaborator; empty if a role was changed
   * @throws ApiException 404 if there is no such user, 422 if the user owns the repository
   */
  Optional<Added> put(RepositoryGrant grant, String login, RepositoryRole role) {
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      RepositoryFacts repository =
          repositories
              .renew(handle, grant.caller(), grant.repository().id(), RepositoryNeed.ADMINISTER)
              .repository();
      Account user = user(handle, login);
      if (user.id() == repository.ownerId()) {
        throw ApiException.invalid(
            FieldError.invalid(RESOURCE, "username", "Repository owner cannot be a collaborator"));
      }
      Optional<String> was = CollaboratorStore.permission(handle, repository.id(), user.id());
      CollaboratorStore.put(handle, repository.id(), user.id(), role);
      RepositoryAudit.collaborator(
          transaction, repository.id(), user.id(), Optional.of(role.permission()), was);
      return was.isPresent() ? Optional.empty() : Optional.of(added(handle, grant, user));
    });
  }

  private static Added added(Handle handle, RepositoryGrant grant, Account user) {
    List<Long> id = List.of(grant.repository().id());
    Account inviter = Accounts.byIds(handle, List.of(grant.caller().id())).get(grant.caller().id());
    return new Added(
        RepositoryView.of(handle, grant.caller(), id).getFirst(),
        user,
        inviter == null ? user : inviter);
  }

  /** Removes a user's direct access; everybody may remove their own. */
  void remove(RepositoryGrant grant, String login) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      boolean self = login.equalsIgnoreCase(grant.caller().login());
      RepositoryNeed need = self ? RepositoryNeed.TAKE_PART : RepositoryNeed.ADMINISTER;
      long id =
          repositories
              .renew(handle, grant.caller(), grant.repository().id(), need)
              .repository()
              .id();
      Accounts.byLogin(handle, login)
          .ifPresent(user -> {
            Optional<String> was = CollaboratorStore.permission(handle, id, user.id());
            RepositoryAudit.collaborator(transaction, id, user.id(), Optional.empty(), was);
            CollaboratorStore.remove(handle, id, user.id());
          });
      return true;
    });
  }

  private static Account user(Handle handle, String login) {
    return Accounts.byLogin(handle, login)
        .filter(account -> account.kind() == Account.Kind.USER && account.id() != Account.GHOST)
        .orElseThrow(ApiException::notFound);
  }

  /** A new collaborator, the repository, and the user who added them. */
  record Added(RepositoryView view, Account user, Account by) {}
}
