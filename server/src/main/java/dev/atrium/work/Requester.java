// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is made by, for those who serve requesters in turn. Before the account is known,
 * it counts as that of the connection's latest request, if there was one: somebody with many
 * addresses and one account is one requester.
 */
public final class Requester {
  private long account;
  private long latest;
  private @Nullable LongSupplier address;

  Requester() {}

  /**
   * Says where the request comes from.
   *
   * @param latestAccount the account that made the connection's latest request, or 0
   * @param client how to learn a number that stands for the client's address
   */
  public void from(long latestAccount, LongSupplier client) {
    latest = latestAccount;
    address = client;
  }

  /** Sets the account that the request is made by. */
  public void of(long accountId) {
    account = accountId;
  }

  /** Returns the account's id, or 0 for an anonymous request. */
  public long account() {
    return account;
  }

  /**
   * Returns the account's id, or a negative number for an address. Returns 0 if nothing is known of
   * the request.
   */
  long owner() {
    if (account != 0 || address == null) {
      return account;
    }
    return latest == 0 ? address.getAsLong() | Long.MIN_VALUE : latest;
  }
}
