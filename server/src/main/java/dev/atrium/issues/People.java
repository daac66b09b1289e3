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
import org.jdbi.v3.core.Handle;

/** Who wrote and who is assigned, and what they are to the repository. */
record People(Map<Long, Account> accounts, Map<Long, String> associations, Urls urls) {

  /** As the caller may know them: who is a member of an organization, its members are told. */
  static People of(Handle handle, RepositoryGrant grant, Collection<Long> ids, Urls urls) {
    RepositoryFacts repository = grant.repository();
    long ownerId = repository.ownerId();
    boolean outside =
        OrganizationAccess.role(handle, grant.caller(), ownerId) == OrganizationRole.OUTSIDER;
    List<Long> distinct = ids.stream().distinct().toList();
    return new People(
        Accounts.byIds(handle, distinct),
        PeopleStore.associations(handle, ownerId, repository.id(), outside, distinct),
        urls);
  }

  SimpleUserJson user(long id) {
    return SimpleUserJson.of(Objects.requireNonNull(accounts.get(id)), urls);
  }

  /** OWNER, MEMBER, COLLABORATOR or NONE. */
  String association(long id) {
    return associations.getOrDefault(id, "NONE");
  }

  /** The user by that login, if they may be assigned: whoever may read the repository. */
  static Optional<Long> assignable(Handle handle, RepositoryFacts repository, String login) {
    return Accounts.byLogin(handle, login)
        .filter(account -> account.kind() == Account.Kind.USER)
        .filter(account ->
            RepositoryAccess.role(handle, person(account), repository.id())
                .atLeast(RepositoryRole.PULL))
        .map(Account::id);
  }

  /** Somebody as such, whatever tokens they have. */
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
