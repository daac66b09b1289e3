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
import java.util.Map;
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
    List<String> logins = change.maintainers().stream().map(Logins::key).toList();
    Map<String, Long> members = MembershipStore.ids(handle, organization.id(), logins);
    for (int i = 0; i < logins.size(); i++) {
      Optional.ofNullable(members.get(logins.get(i)))
          .ifPresentOrElse(
              start.maintainers::add, fault(faults, "maintainers", "must be members", i));
    }
    List<String> names =
        change.repositories().stream().map(name -> key(organization, name)).toList();
    Map<String, Long> administered = administered(handle, caller, organization, names);
    for (int i = 0; i < names.size(); i++) {
      Optional.ofNullable(administered.get(names.get(i)))
          .ifPresentOrElse(
              start.repositories::add,
              fault(faults, "repo_names", "must be repositories that you administer", i));
    }
    if (MembershipStore.role(handle, organization.id(), caller.id()).isPresent()) {
      start.maintainers.add(caller.id());
    }
    return start;
  }

  void give(Transaction transaction, long teamId, String permission) {
    TeamMemberStore.put(transaction.handle(), teamId, maintainers, TeamMember.MAINTAINER);
    AuditLog.add(
        transaction,
        maintainers.stream()
            .map(id -> TeamMembers.added(teamId, id, TeamMember.MAINTAINER))
            .toList());
    TeamStore.addRepositories(transaction.handle(), teamId, repositories, permission);
    AuditLog.add(
        transaction,
        repositories.stream()
            .map(id ->
                new AuditEvent(AuditAction.TEAM_REPOSITORY_ADDED)
                    .team(teamId)
                    .repository(id)
                    .with("permission", permission))
            .toList());
  }

  private static Runnable fault(List<FieldError> faults, String field, String rule, int place) {
    return () ->
        faults.add(
            FieldError.invalid(
                    TeamChange.RESOURCE, field, field + " " + rule + " of the organization")
                .at(place));
  }

  /** Returns the key of a name that was sent with or without the organization before it. */
  private static String key(Account organization, String fullName) {
    String prefix = Logins.key(organization.login()) + "/";
    String name = Logins.key(fullName);
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  /** Returns the ids of those repositories that the caller administers, by the keys of names. */
  private static Map<String, Long> administered(
      Handle handle, Caller caller, Account organization, List<String> keys) {
    if (keys.isEmpty() || !RepositoryAccess.givesAccess(caller)) {
      return Map.of();
    }
    Map<String, Long> found = TeamStore.repositories(handle, organization.id(), keys);
    boolean owner =
        OrganizationAccess.role(handle, caller, organization.id()) == OrganizationRole.OWNER;
    // An owner's token that was granted some repositories is told nothing of the others.
    RepositoryRole needed = owner ? RepositoryRole.PULL : RepositoryRole.ADMIN;
    // Asked for none, too: a repository that is hidden takes the same work as one that is not
    // there.
    Map<Long, RepositoryRole> roles =
        RepositoryAccess.roles(handle, caller, found.isEmpty() ? List.of(0L) : found.values());
    found.values().removeIf(id -> !roles.getOrDefault(id, RepositoryRole.NONE).atLeast(needed));
    return found;
  }
}
