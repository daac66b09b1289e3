// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Caller;
import dev.atrium.access.OrganizationAccess;
import dev.atrium.access.OrganizationRole;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryRole;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Transaction;
import dev.atrium.error.FieldError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The initial maintainers and repositories of a new team; its creator is one of the maintainers.
 *
 * @param maintainers ids of users
 * @param repositories ids
 */
record TeamStart(Set<Long> maintainers, Set<Long> repositories) {

  /**
   * Finds the users and repositories that the body names. A repository that the caller may not
   * administer is a fault, just like an unknown one.
   *
   * @param faults the list to which a fault is added for every element that is not found
   */
  static TeamStart of(
      Handle handle,
      Caller caller,
      Account organization,
      TeamChange change,
      List<FieldError> faults) {
    TeamStart start = new TeamStart(new LinkedHashSet<>(), new LinkedHashSet<>());
    for (int i = 0; i < change.maintainers().size(); i++) {
      Optional<Long> member = member(handle, organization, change.maintainers().get(i));
      member.ifPresentOrElse(
          start.maintainers::add, fault(faults, "maintainers", "must be members", i));
    }
    for (int i = 0; i < change.repositories().size(); i++) {
      Optional<Long> repository =
          repository(handle, caller, organization, change.repositories().get(i));
      repository.ifPresentOrElse(
          start.repositories::add,
          fault(faults, "repo_names", "must be repositories that you administer", i));
    }
    if (MembershipStore.role(handle, organization.id(), caller.id()).isPresent()) {
      start.maintainers.add(caller.id());
    }
    return start;
  }

  void give(Transaction transaction, long teamId, String permission) {
    for (long id : maintainers) {
      TeamMemberStore.put(transaction.handle(), teamId, id, TeamMember.MAINTAINER);
      AuditLog.add(transaction, TeamMembers.added(teamId, id, TeamMember.MAINTAINER));
    }
    for (long id : repositories) {
      TeamStore.addRepository(transaction.handle(), teamId, id, permission);
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.TEAM_REPOSITORY_ADDED)
              .team(teamId)
              .repository(id)
              .with("permission", permission));
    }
  }

  private static Runnable fault(List<FieldError> faults, String field, String rule, int place) {
    return () ->
        faults.add(
            FieldError.invalid(
                    TeamChange.RESOURCE, field, field + " " + rule + " of the organization")
                .at(place));
  }

  private static Optional<Long> member(Handle handle, Account organization, String login) {
    return MembershipStore.user(handle, login)
        .map(Account::id)
        .filter(id -> MembershipStore.role(handle, organization.id(), id).isPresent());
  }

  private static Optional<Long> repository(
      Handle handle, Caller caller, Account organization, String fullName) {
    String prefix = Logins.key(organization.login()) + "/";
    String name = Logins.key(fullName);
    boolean owner =
        OrganizationAccess.role(handle, caller, organization.id()) == OrganizationRole.OWNER;
    return TeamStore.repository(
            handle,
            organization.id(),
            name.startsWith(prefix) ? name.substring(prefix.length()) : name)
        .filter(id -> RepositoryAccess.givesAccess(caller))
        .filter(
            id -> owner || RepositoryAccess.role(handle, caller, id).atLeast(RepositoryRole.ADMIN));
  }
}
