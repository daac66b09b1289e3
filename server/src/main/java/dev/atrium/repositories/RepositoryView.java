// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.Caller;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryRole;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * A repository with all data that answers show.
 *
 * @param role the role of the caller, or of the team whose repositories are listed
 */
record RepositoryView(Repository repository, Account owner, RepositoryRole role, long openIssues) {

  /**
   * Returns those of the repositories that exist, in the order of the ids, with the caller's roles.
   */
  static List<RepositoryView> of(Handle handle, Caller caller, List<Long> ids) {
    return of(handle, ids, RepositoryAccess.roles(handle, caller, ids));
  }

  /**
   * Returns those of the repositories that exist, in the order of the ids, with the given roles.
   */
  static List<RepositoryView> of(Handle handle, List<Long> ids, Map<Long, RepositoryRole> roles) {
    Map<Long, Repository> found = RepositoryStore.byIds(handle, ids);
    Map<Long, Long> openIssues = RepositoryStore.openIssues(handle, ids);
    Map<Long, Account> owners =
        Accounts.byIds(
            handle, found.values().stream().map(Repository::ownerId).distinct().toList());
    return ids.stream()
        .flatMap(id -> java.util.stream.Stream.ofNullable(found.get(id)))
        .map(repository ->
            new RepositoryView(
                repository,
                Objects.requireNonNull(owners.get(repository.ownerId())),
                roles.getOrDefault(repository.id(), RepositoryRole.NONE),
                openIssues.getOrDefault(repository.id(), 0L)))
        .toList();
  }
}
