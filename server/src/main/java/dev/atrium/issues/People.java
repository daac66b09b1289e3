// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.Caller;
import dev.atrium.access.OrganizationAccess;
import dev.atrium.access.OrganizationRole;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryRole;
import dev.atrium.access.TokenKind;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import dev.atrium.directory.SimpleUserJson;
import dev.atrium.http.Urls;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The authors and assignees of issues, and their association with the repository. */
record People(Map<Long, Account> accounts, Map<Long, String> associations, Urls urls) {

  /**
   * Loads the accounts as the caller may see them. Only members of an organization see who is a
   * member.
   */
  static People of(Handle handle, RepositoryGrant grant, Collection<Long> ids, Urls urls) {
    RepositoryFacts repository = grant.repository();
    long ownerId = repository.ownerId();
    boolean outside =
        OrganizationAccess.role(handle, grant.caller(), ownerId) == OrganizationRole.OUTSIDER;
    List<Long> distinct = Stream.concat(ids.stream(), Stream.of(Account.GHOST)).distinct().toList();
    return new People(
        Accounts.byIds(handle, distinct),
        PeopleStore.associations(handle, ownerId, repository.id(), outside, distinct),
        urls);
  }

  /** Returns the user; the ghost if they were deleted since the issue was read. */
  SimpleUserJson user(long id) {
    Account account = accounts.getOrDefault(id, accounts.get(Account.GHOST));
    return SimpleUserJson.of(Objects.requireNonNull(account), urls);
  }

  /** Returns OWNER, MEMBER, COLLABORATOR or NONE. */
  String association(long id) {
    return associations.getOrDefault(id, "NONE");
  }

  /**
   * Returns the id of a user by login, if they may be assigned: they must be able to read the
   * repository.
   */
  static Optional<Long> assignable(Handle handle, RepositoryFacts repository, String login) {
    return Accounts.byLogin(handle, login)
        .filter(account -> account.kind() == Account.Kind.USER)
        .filter(account ->
            RepositoryAccess.role(handle, person(account), repository.id())
                .atLeast(RepositoryRole.PULL))
        .map(Account::id);
  }

  /** Returns the account as a caller, independent of its tokens. */
  private static Caller person(Account account) {
    return new Caller(
        account.id(),
        account.login(),
        false,
        0,
        TokenKind.CLASSIC,
        Set.of("repo"),
        0,
        true,
        Set.of(),
        Map.of(),
        null,
        0,
        false);
  }
}
