// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Looks accounts up inside another feature's unit of work, many at a time. */
public final class Accounts {
  private Accounts() {}

  /** Returns the account with that id. */
  public static Optional<Account> byId(Handle handle, long id) {
    return AccountStore.byId(handle, id);
  }

  /** Those of the accounts that exist, by id. */
  public static Map<Long, Account> byIds(Handle handle, Collection<Long> ids) {
    return AccountStore.byIds(handle, ids);
  }

  /** The user or organization by that login. */
  public static Optional<Account> byLogin(Handle handle, String login) {
    return AccountStore.byLogin(handle, login);
  }

  /** The account by that login that can own repositories: no bot, not the ghost. */
  public static Optional<Account> owner(Handle handle, String login) {
    return AccountStore.byLogin(handle, login)
        .filter(account -> account.isOrganization() || MembershipStore.isPerson(account));
  }

  /** The users by the addresses that their commits may have, their own among them. */
  public static List<Account> byEmails(
      Handle handle, Collection<String> emails, Collection<String> logins) {
    return AccountStore.byEmails(handle, emails, logins);
  }

  /** Takes an owner's next number of a space; until the transaction ends, others wait. */
  public static long nextSpaceNumber(Handle handle, long ownerId) {
    return AccountStore.nextSpaceNumber(handle, ownerId);
  }

  /**
   * Sets an organization's policy for coding agents: {@code all}, {@code selected}, {@code none}.
   */
  public static void setAgentPolicy(Handle handle, long organizationId, String policy) {
    AccountStore.setAgentPolicy(handle, organizationId, policy);
  }
}
