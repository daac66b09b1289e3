// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.Caller;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryRole;
import dev.atrium.access.TokenKind;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import dev.atrium.directory.Logins;
import dev.atrium.directory.SimpleUserJson;
import dev.atrium.http.Urls;
import dev.atrium.repositories.Repository;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Who wrote and who is assigned, and what they are to the repository. */
record People(Map<Long, Account> accounts, Map<Long, String> associations, Urls urls) {

  static People of(Handle handle, Repository repository, Collection<Long> ids, Urls urls) {
    List<Long> distinct = ids.stream().distinct().toList();
    return new People(
        Accounts.byIds(handle, distinct), associations(handle, repository, distinct), urls);
  }

  SimpleUserJson user(long id) {
    return SimpleUserJson.of(Objects.requireNonNull(accounts.get(id)), urls);
  }

  /** OWNER, MEMBER, COLLABORATOR or NONE. */
  String association(long id) {
    return associations.getOrDefault(id, "NONE");
  }

  private static Map<Long, String> associations(
      Handle handle, Repository repository, List<Long> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return handle
        .createQuery(
            """
            SELECT account.id, CASE WHEN account.id = :owner_id THEN 'OWNER'
              WHEN membership.user_id IS NOT NULL THEN 'MEMBER'
              WHEN repository_collaborator.user_id IS NOT NULL THEN 'COLLABORATOR' ELSE 'NONE' END AS association
            FROM account
            LEFT JOIN membership ON membership.org_id = :owner_id AND membership.user_id = account.id
            LEFT JOIN repository_collaborator ON repository_collaborator.repository_id = :repository_id
              AND repository_collaborator.user_id = account.id
            WHERE account.id IN (<ids>)
            """)
        .bind("owner_id", repository.ownerId())
        .bind("repository_id", repository.id())
        .bindList("ids", ids)
        .map((row, context) -> Map.entry(row.getLong("id"), row.getString("association")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The user by that login, if they may be assigned: whoever may read the repository. */
  static Optional<Long> assignable(Handle handle, Repository repository, String login) {
    return handle
        .createQuery("SELECT id FROM account WHERE login_key = :key AND kind = 'User'")
        .bind("key", Logins.key(login))
        .mapTo(Long.class)
        .findOne()
        .filter(id ->
            RepositoryAccess.role(handle, person(id, login), repository.id())
                .atLeast(RepositoryRole.PULL));
  }

  /** Somebody as such, whatever tokens they have. */
  private static Caller person(long id, String login) {
    return new Caller(
        id, login, false, 0, TokenKind.CLASSIC, Set.of("repo"), 0, true, Set.of(), Map.of(), null);
  }
}
