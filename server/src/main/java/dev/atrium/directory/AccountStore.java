// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.atrium.db.Ids;
import dev.atrium.db.Versions;
import dev.atrium.error.ReferenceGone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The {@code account} table. */
final class AccountStore {
  /** The columns of an {@link Account}, from a table or alias {@code account}. */
  static final String COLUMNS =
      """
      account.id, account.kind, account.login, account.name, account.email, account.company, account.blog,
      account.location, account.description, account.twitter_username, account.billing_email, account.site_admin,
      account.suspended, account.default_repository_permission, account.members_can_create_repositories,
      account.created_at, account.updated_at
      """;

  static final RowMapper<Account> ACCOUNT = (row, context) -> account(row);

  private AccountStore() {}

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getLong("id"),
        Account.Kind.of(row.getString("kind")),
        row.getString("login"),
        row.getString("name"),
        row.getString("email"),
        row.getString("company"),
        row.getString("blog"),
        row.getString("location"),
        row.getString("description"),
        row.getString("twitter_username"),
        row.getString("billing_email"),
        row.getBoolean("site_admin"),
        row.getBoolean("suspended"),
        row.getString("default_repository_permission"),
        row.getBoolean("members_can_create_repositories"),
        row.getLong("created_at"),
        row.getLong("updated_at"));
  }

  static Optional<Account> byLogin(Handle handle, String login) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM account WHERE login_key = :key")
        .bind("key", Logins.key(login))
        .map(ACCOUNT)
        .findOne();
  }

  static Optional<Account> byId(Handle handle, long id) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM account WHERE id = :id")
        .bind("id", id)
        .map(ACCOUNT)
        .findOne();
  }

  static Map<Long, Account> byIds(Handle handle, Collection<Long> ids) {
    return ids.isEmpty()
        ? Map.of()
        : handle
            .createQuery("SELECT " + COLUMNS + " FROM account WHERE id IN (<ids>)")
            .bindList("ids", Ids.padded(List.copyOf(ids)))
            .map(ACCOUNT)
            .stream()
            .collect(Collectors.toMap(Account::id, Function.identity()));
  }

  /** Returns the accounts, by id; empty unless the directory still has this version. */
  static Optional<Map<Long, Account>> byIdsAt(Handle handle, Set<Long> ids, long version) {
    Map<Long, Account> found =
        handle
            .createQuery(
                "SELECT %s FROM account WHERE id IN (<ids>) AND %s = :version"
                    .formatted(COLUMNS, Versions.DIRECTORY))
            .bindList("ids", Ids.padded(List.copyOf(ids)))
            .bind("version", version)
            .map(ACCOUNT)
            .stream()
            .collect(Collectors.toMap(Account::id, Function.identity()));
    return Optional.of(found).filter(accounts -> accounts.keySet().equals(ids));
  }

  /**
   * Returns the users and organizations whose ids come after one, in ascending order; bots and the
   * ghost are left out.
   */
  static List<Account> after(Handle handle, long id, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM account WHERE id > :id AND id <> :ghost AND kind <> 'Bot' ORDER BY id LIMIT :limit")
        .bind("id", id)
        .bind("ghost", Account.GHOST)
        .bind("limit", limit)
        .map(ACCOUNT)
        .list();
  }

  /** Returns the users who have one of the email addresses or one of the logins. */
  static List<Account> byEmails(
      Handle handle, Collection<String> emails, Collection<String> logins) {
    return emails.isEmpty()
        ? List.of()
        : handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM account WHERE kind = 'User' AND (email IN (<emails>) OR login_key IN (<logins>))")
            .bindList("emails", List.copyOf(emails))
            .bindList(
                "logins",
                logins.isEmpty() ? List.of("") : logins.stream().map(Logins::key).toList())
            .map(ACCOUNT)
            .list();
  }

  /** Inserts an account; returns empty if the login is taken. */
  static Optional<Account> insert(Handle handle, Account.Kind kind, String login, long now) {
    return handle
        .createQuery(
            """
            INSERT INTO account (kind, login, login_key, site_admin, suspended, default_repository_permission,
              members_can_create_repositories, next_space_number, created_at, updated_at)
            VALUES (:kind, :login, :key, FALSE, FALSE, 'read', TRUE, 1, :now, :now)
            ON CONFLICT (login_key) DO NOTHING
            RETURNING %s
            """
                .formatted(COLUMNS.replace("account.", "")))
        .bind("kind", kind.type())
        .bind("login", login)
        .bind("key", Logins.key(login))
        .bind("now", now)
        .map(ACCOUNT)
        .findOne();
  }

  /** Renames an account; returns false and changes nothing if another account has the login. */
  static boolean rename(Handle handle, long id, String login, long now) {
    return handle
            .createUpdate(
                """
                UPDATE account SET login = :login, login_key = :key, updated_at = :now
                WHERE id = :id AND NOT EXISTS (SELECT 1 FROM account other WHERE other.login_key = :key AND other.id <> :id)
                """)
            .bind("id", id)
            .bind("login", login)
            .bind("key", Logins.key(login))
            .bind("now", now)
            .execute()
        == 1;
  }

  static void setEmail(Handle handle, long id, String email) {
    handle
        .createUpdate("UPDATE account SET email = :email WHERE id = :id")
        .bind("id", id)
        .bind("email", email)
        .execute();
  }

  static void setName(Handle handle, long id, String name) {
    handle
        .createUpdate("UPDATE account SET name = :name WHERE id = :id")
        .bind("id", id)
        .bind("name", name)
        .execute();
  }

  static void setSiteAdmin(Handle handle, long id) {
    handle
        .createUpdate("UPDATE account SET site_admin = TRUE WHERE id = :id")
        .bind("id", id)
        .execute();
  }

  /** Suspends or unsuspends an account; returns false if it already was as asked. */
  @CanIgnoreReturnValue
  static boolean setSuspended(Handle handle, long id, boolean suspended) {
    return handle
            .createUpdate(
                "UPDATE account SET suspended = :suspended WHERE id = :id AND suspended <> :suspended")
            .bind("id", id)
            .bind("suspended", suspended)
            .execute()
        == 1;
  }

  /**
   * Returns an organization's own bot.
   *
   * @param suffix the end of its login, after the organization's
   */
  static Optional<Account> botOf(Handle handle, long organizationId, String suffix) {
    return handle
        .createQuery(
            """
            SELECT %s FROM account
            WHERE kind = 'Bot' AND login_key = (SELECT login_key FROM account WHERE id = :id) || :suffix
            """
                .formatted(COLUMNS))
        .bind("id", organizationId)
        .bind("suffix", suffix)
        .map(ACCOUNT)
        .findOne();
  }

  /**
   * Returns the ids of the bots that are deleted with the account: those of its apps and, for an
   * organization, its own.
   *
   * @param suffix the end of the login of an organization's own bot
   */
  static List<Long> botIds(Handle handle, long id, String suffix) {
    return handle
        .createQuery(
            """
            SELECT bot_id FROM app WHERE owner_id = :id AND bot_id IS NOT NULL
            UNION SELECT bot.id FROM account JOIN account bot ON bot.login_key = account.login_key || :suffix
            WHERE account.id = :id AND account.kind = 'Organization' AND bot.kind = 'Bot'
            """)
        .bind("id", id)
        .bind("suffix", suffix)
        .mapTo(Long.class)
        .list();
  }

  static void delete(Handle handle, long id) {
    handle.createUpdate("DELETE FROM account WHERE id = :id").bind("id", id).execute();
  }

  static long publicRepositories(Handle handle, long ownerId) {
    return handle
        .createQuery("SELECT count(*) FROM repository WHERE owner_id = :id AND NOT private")
        .bind("id", ownerId)
        .mapTo(Long.class)
        .one();
  }

  static long privateRepositories(Handle handle, long ownerId) {
    return handle
        .createQuery("SELECT count(*) FROM repository WHERE owner_id = :id AND private")
        .bind("id", ownerId)
        .mapTo(Long.class)
        .one();
  }

  /** Takes the owner's next space number. Others wait for theirs until the transaction ends. */
  static long nextSpaceNumber(Handle handle, long id) {
    return handle
        .createQuery(
            """
            UPDATE account SET next_space_number = next_space_number + 1 WHERE id = :id
            RETURNING next_space_number - 1 AS number
            """)
        .bind("id", id)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(ReferenceGone::new);
  }

  static void setAgentPolicy(Handle handle, long id, String policy) {
    handle
        .createUpdate("UPDATE account SET agent_policy = :policy WHERE id = :id")
        .bind("policy", policy)
        .bind("id", id)
        .execute();
  }
}
