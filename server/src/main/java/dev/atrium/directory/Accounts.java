// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import java.util.Collection;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Looks accounts up inside another feature's unit of work, many at a time. */
public final class Accounts {
  private Accounts() {}

  /** Those of the accounts that exist, by id. */
  public static Map<Long, Account> byIds(Handle handle, Collection<Long> ids) {
    return AccountStore.byIds(handle, ids);
  }
}
