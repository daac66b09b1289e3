// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Account lookups and updates inside another feature's unit of work. */
public final class Accounts {
  private Accounts() {}

  /** Returns the account with the id. */
  public static Optional<Account> byId(Handle handle, long id) {
    return AccountStore.byId(handle, id);
  }

  /** Returns those of the accounts that exist, by id. */
  public static Map<Long, Account> byIds(Handle handle, Collection<Long> ids) {
    return AccountStore.byIds(handle, ids);
  }

  /**
   * Returns the accounts as they are in a version of the directory, by id; empty if the directory
   * has another version by now. It is one statement, for those who read the version by another.
   */
  public static Optional<Map<Long, Account>> byIdsAt(Handle handle, Set<Long> ids, long version) {
    return AccountStore.byIdsAt(handle, ids, version);
  }

  /** Returns the account with the login. */
  public static Optional<Account> byLogin(Handle handle, String login) {
    return AccountStore.byLogin(handle, login);
  }

  /**
   * Returns the account with the login if it can own repositories: a user or an organization, but
   * not a bot and not the ghost.
   */
  public static Optional<Account> owner(Handle handle, String login) {
    return AccountStore.byLogin(handle, login)
        .filter(account -> account.isOrganization() || MembershipStore.isPerson(account));
  }

  /**
   * Returns the users who have one of the email addresses, or one of the logins that no-reply
   * addresses of commits contain.
   */
  public static List<Account> byEmails(
      Handle handle, Collection<String> emails, Collection<String> logins) {
    return AccountStore.byEmails(handle, emails, logins);
  }

  /** Takes the owner's next space number. Others wait for theirs until the transaction ends. */
  public static long nextSpaceNumber(Handle handle, long ownerId) {
    return AccountStore.nextSpaceNumber(handle, ownerId);
  }

  /**
   * Sets an organization's policy for coding agents: {@code all}, {@code selected} or {@code none}.
   */
  public static void setAgentPolicy(Handle handle, long organizationId, String policy) {
    AccountStore.setAgentPolicy(handle, organizationId, policy);
  }
}
