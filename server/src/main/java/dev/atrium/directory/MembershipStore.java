// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.db.Ids;
import dev.atrium.db.Listing;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The {@code membership} table, and the deletion of what ends with a membership. */
final class MembershipStore {
  private MembershipStore() {}

  /** Returns a person who can be a member; never an organization, a bot or the ghost. */
  static Optional<Account> user(Handle handle, String login) {
    return AccountStore.byLogin(handle, login).filter(MembershipStore::isPerson);
  }

  static boolean isPerson(Account account) {
    return account.kind() == Account.Kind.USER && account.id() != Account.GHOST;
  }

  static Optional<String> role(Handle handle, long organizationId, long userId) {
    return handle
        .createQuery("SELECT role FROM membership WHERE org_id = :org_id AND user_id = :user_id")
        .bind("org_id", organizationId)
        .bind("user_id", userId)
        .mapTo(String.class)
        .findOne();
  }

  /** Returns the ids of the organizations that the user belongs to. */
  static List<Long> organizationIds(Handle handle, long userId) {
    return handle
        .createQuery("SELECT org_id FROM membership WHERE user_id = :id ORDER BY org_id")
        .bind("id", userId)
        .mapTo(Long.class)
        .list();
  }

  /** Returns the ids of those people who are members, by the keys of their logins. */
  static Map<String, Long> ids(Handle handle, long organizationId, Collection<String> loginKeys) {
    Map<String, Long> ids = new HashMap<>();
    for (List<String> keys : Ids.keys(loginKeys)) {
      handle
          .createQuery(
              """
              SELECT account.login_key, account.id FROM account
              JOIN membership ON membership.org_id = :org_id AND membership.user_id = account.id
              WHERE account.login_key IN (<keys>)
              """)
          .bind("org_id", organizationId)
          .bindList("keys", keys)
          .map((row, context) -> Map.entry(row.getString("login_key"), row.getLong("id")))
          .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
    }
    return ids;
  }

  static void put(Handle handle, long organizationId, long userId, String role) {
    handle
        .createUpdate(
            """
            INSERT INTO membership (org_id, user_id, role) VALUES (:org_id, :user_id, :role)
            ON CONFLICT (org_id, user_id) DO UPDATE SET role = excluded.role
            """)
        .bind("org_id", organizationId)
        .bind("user_id", userId)
        .bind("role", role)
        .execute();
  }

  /**
   * Ends a membership, and with it the user's place in the organization's teams and the access that
   * they give. The membership is deleted first: a transaction that gives the member something holds
   * its row, and this one waits for it.
   */
  static void remove(Handle handle, long organizationId, long userId) {
    for (String statement :
        List.of(
            "DELETE FROM membership WHERE user_id = :user_id AND org_id = :org_id",
            "DELETE FROM team_member WHERE user_id = :user_id"
                + " AND team_id IN (SELECT id FROM team WHERE org_id = :org_id)")) {
      handle
          .createUpdate(statement)
          .bind("org_id", organizationId)
          .bind("user_id", userId)
          .execute();
    }
  }

  /**
   * Returns whether the organization has an active owner besides the user. Suspended owners do not
   * count, since they cannot act.
   */
  static boolean hasOtherOwner(Handle handle, long organizationId, long userId) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM membership JOIN account ON account.id = membership.user_id
            WHERE membership.org_id = :org_id AND membership.user_id <> :user_id AND membership.role = 'admin'
              AND NOT account.suspended
            """)
        .bind("org_id", organizationId)
        .bind("user_id", userId)
        .mapTo(Long.class)
        .map(count -> count > 0)
        .one();
  }

  /**
   * Returns the logins of the organizations that the user owns and that have no other active owner.
   */
  static List<String> ownedAlone(Handle handle, long userId) {
    return handle
        .createQuery(
            """
            SELECT account.login FROM membership JOIN account ON account.id = membership.org_id
            WHERE membership.user_id = :user_id AND membership.role = 'admin' AND NOT EXISTS (
              SELECT 1 FROM membership other JOIN account owner ON owner.id = other.user_id
              WHERE other.org_id = membership.org_id AND other.user_id <> :user_id AND other.role = 'admin'
                AND NOT owner.suspended)
            ORDER BY account.login_key
            """)
        .bind("user_id", userId)
        .mapTo(String.class)
        .list();
  }

  /** Ends all memberships of a user or organization that is to be deleted. */
  static void removeAll(Handle handle, long accountId) {
    handle
        .createUpdate("DELETE FROM membership WHERE user_id = :id OR org_id = :id")
        .bind("id", accountId)
        .execute();
  }

  /**
   * Returns a page of the members, oldest account first.
   *
   * @param role {@code all}, or the only role wanted
   */
  static Paged<Account> members(Handle handle, long organizationId, String role, Page page) {
    Listing all =
        new Listing(
            """
            SELECT %s FROM account JOIN membership ON membership.user_id = account.id
            WHERE membership.org_id = :org_id AND (:role = 'all' OR membership.role = :role)
            """
                .formatted(AccountStore.COLUMNS),
            "account.id",
            Map.of("org_id", organizationId, "role", role));
    return page.read(
        all.rows(handle, AccountStore.ACCOUNT, page.limit(), page.offset()),
        () -> all.count(handle));
  }
}
